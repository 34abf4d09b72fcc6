using Azure;

namespace Exports.EmbeddedHost.Storage.Tables.Filters;

/// <summary>
/// Parses the service's part of OData: <c>property op literal</c> with eq, ne, gt, ge, lt, le; not, and, or (binding in this order);
/// parentheses.
/// </summary>
internal ref struct FilterParser
{
    // Deep enough for any filter a program writes, shallow enough that no filter overflows the stack.
    private const int MaxDepth = 200;

    private FilterTokenizer _tokens;
    private FilterToken _current;
    private int _depth;

    private FilterParser(string filter)
    {
        _tokens = new FilterTokenizer(filter);
        _current = _tokens.Next();
    }

    /// <summary>The filter's tree; null for a filter that lets everything pass because there is none.</summary>
    /// <exception cref="RequestFailedException">400 <c>InvalidInput</c>, with what is wrong.</exception>
    public static FilterNode? Parse(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter))
        {
            return null;
        }

        var parser = new FilterParser(filter);
        var node = parser.ParseDisjunction();
        return parser._current.Kind == FilterTokenKind.End ? node : throw parser.Unexpected("the end");
    }

    private FilterNode ParseDisjunction()
    {
        var node = ParseConjunction();
        while (TakeWord("or"))
        {
            node = new Disjunction(node, ParseConjunction());
        }

        return node;
    }

    private FilterNode ParseConjunction()
    {
        var node = ParseTerm();
        while (TakeWord("and"))
        {
            node = new Conjunction(node, ParseTerm());
        }

        return node;
    }

    private FilterNode ParseTerm()
    {
        if (++_depth > MaxDepth)
        {
            throw TableErrors.InvalidInput($"The filter is nested deeper than {MaxDepth}.");
        }

        var node = ParseNested();
        _depth--;
        return node;
    }

    private FilterNode ParseNested()
    {
        if (TakeWord("not"))
        {
            return new Negation(ParseTerm());
        }

        if (_current.Kind != FilterTokenKind.Open)
        {
            return ParseComparison();
        }

        Advance();
        var node = ParseDisjunction();
        Take(FilterTokenKind.Close, "a closing parenthesis");
        return node;
    }

    private Comparison ParseComparison()
    {
        var property = Take(FilterTokenKind.Word, "a property").Text;
        var comparison = OperatorOf(Take(FilterTokenKind.Word, "an operator").Text);
        var literal = Take(FilterTokenKind.Literal, "a literal").Value!;
        return new Comparison(property, comparison, literal);
    }

    private static ComparisonOperator OperatorOf(string word) => word switch
    {
        "eq" => ComparisonOperator.Equal,
        "ne" => ComparisonOperator.NotEqual,
        "gt" => ComparisonOperator.GreaterThan,
        "ge" => ComparisonOperator.GreaterThanOrEqual,
        "lt" => ComparisonOperator.LessThan,
        "le" => ComparisonOperator.LessThanOrEqual,
        _ => throw TableErrors.InvalidInput($"The filter has no operator '{word}'."),
    };

    private FilterToken Take(FilterTokenKind kind, string expected)
    {
        if (_current.Kind != kind)
        {
            throw Unexpected(expected);
        }

        return Advance();
    }

    private bool TakeWord(string word)
    {
        if (!_current.IsWord(word))
        {
            return false;
        }

        Advance();
        return true;
    }

    private FilterToken Advance()
    {
        var taken = _current;
        _current = _tokens.Next();
        return taken;
    }

    private readonly RequestFailedException Unexpected(string expected) =>
        TableErrors.InvalidInput($"The filter has '{_current.Text}' where {expected} was expected.");
}
