namespace Exports.EmbeddedHost.Storage.Tables.Filters;

/// <summary>Between which values a key must lie; null for no bound.</summary>
internal sealed record KeyBounds(string? Lower, bool IncludesLower, string? Upper, bool IncludesUpper)
{
    public static readonly KeyBounds None = new(null, true, null, true);

    /// <summary>Whether exactly one value is possible.</summary>
    public bool IsPoint => Lower is not null && Lower == Upper && IncludesLower && IncludesUpper;

    /// <summary>These bounds and what a comparison adds to them.</summary>
    public KeyBounds With(ComparisonOperator comparison, string value) => comparison switch
    {
        ComparisonOperator.Equal => WithLower(value, included: true).WithUpper(value, included: true),
        ComparisonOperator.GreaterThan => WithLower(value, included: false),
        ComparisonOperator.GreaterThanOrEqual => WithLower(value, included: true),
        ComparisonOperator.LessThan => WithUpper(value, included: false),
        ComparisonOperator.LessThanOrEqual => WithUpper(value, included: true),
        _ => this,
    };

    private KeyBounds WithLower(string value, bool included)
    {
        var order = Lower is null ? 1 : string.CompareOrdinal(value, Lower);
        return order > 0 || (order == 0 && !included) ? this with { Lower = value, IncludesLower = included } : this;
    }

    private KeyBounds WithUpper(string value, bool included)
    {
        var order = Upper is null ? -1 : string.CompareOrdinal(value, Upper);
        return order < 0 || (order == 0 && !included) ? this with { Upper = value, IncludesUpper = included } : this;
    }
}
