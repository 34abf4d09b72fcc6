using System.Globalization;
using Azure;

namespace Exports.EmbeddedHost.Storage.Tables.Filters;

/// <summary>Cuts a filter into tokens, one at a time.</summary>
internal ref struct FilterTokenizer(string filter)
{
    private const DateTimeStyles UtcUnlessSaid = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private int _position;

    /// <exception cref="RequestFailedException">400 <c>InvalidInput</c>: no token begins here.</exception>
    public FilterToken Next()
    {
        while (_position < filter.Length && char.IsWhiteSpace(filter[_position]))
        {
            _position++;
        }

        if (_position == filter.Length)
        {
            return new FilterToken(FilterTokenKind.End, string.Empty);
        }

        return filter[_position] switch
        {
            '(' => Single(FilterTokenKind.Open),
            ')' => Single(FilterTokenKind.Close),
            '\'' => new FilterToken(FilterTokenKind.Literal, "''", Quoted()),
            '-' or (>= '0' and <= '9') => Number(),
            var c when char.IsLetter(c) || c == '_' => WordOrTypedLiteral(),
            var c => throw TableErrors.InvalidInput($"Unexpected '{c}' at position {_position} of the filter."),
        };
    }

    private FilterToken Single(FilterTokenKind kind) => new(kind, filter[_position++].ToString());

    private FilterToken WordOrTypedLiteral()
    {
        var start = _position;
        while (_position < filter.Length && (char.IsLetterOrDigit(filter[_position]) || filter[_position] == '_'))
        {
            _position++;
        }

        var word = filter[start.._position];
        if (_position < filter.Length && filter[_position] == '\'')
        {
            return new FilterToken(FilterTokenKind.Literal, word, TypedLiteral(word, Quoted()));
        }

        return word switch
        {
            "true" => new FilterToken(FilterTokenKind.Literal, word, true),
            "false" => new FilterToken(FilterTokenKind.Literal, word, false),
            _ => new FilterToken(FilterTokenKind.Word, word),
        };
    }

    private string Quoted()
    {
        var start = ++_position;
        while (true)
        {
            var quote = filter.IndexOf('\'', _position);
            if (quote < 0)
            {
                throw TableErrors.InvalidInput("A text in the filter has no closing quote.");
            }

            _position = quote + 1;
            if (_position == filter.Length || filter[_position] != '\'')
            {
                return filter[start..quote].Replace("''", "'", StringComparison.Ordinal);
            }

            _position++;
        }
    }

    private static object TypedLiteral(string type, string text)
    {
        try
        {
            return type switch
            {
                "datetime" => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, UtcUnlessSaid),
                "guid" => Guid.Parse(text),
                "binary" or "X" => Convert.FromHexString(text),
                _ => throw TableErrors.InvalidInput($"The filter has a literal of unknown type '{type}'."),
            };
        }
        catch (FormatException)
        {
            throw TableErrors.InvalidInput($"'{text}' in the filter is not a {type}.");
        }
    }

    private FilterToken Number()
    {
        var start = _position++;
        while (_position < filter.Length && IsPartOfNumber(_position))
        {
            _position++;
        }

        var text = filter[start.._position];
        return new FilterToken(FilterTokenKind.Literal, text, ParseNumber(text));
    }

    private readonly bool IsPartOfNumber(int at) =>
        char.IsAsciiLetterOrDigit(filter[at]) || filter[at] == '.' || (filter[at] is '+' or '-' && filter[at - 1] is 'e' or 'E');

    private static object ParseNumber(string text)
    {
        if (text[^1] is 'L' or 'l')
        {
            var digits = text.AsSpan(0, text.Length - 1);
            return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw NotANumber(text);
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small))
        {
            return small;
        }

        var isFraction = text.AsSpan().ContainsAny('.', 'e', 'E');
        return isFraction && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction)
            ? fraction
            : throw NotANumber(text);
    }

    private static RequestFailedException NotANumber(string text) => TableErrors.InvalidInput($"'{text}' in the filter is not a number.");
}
