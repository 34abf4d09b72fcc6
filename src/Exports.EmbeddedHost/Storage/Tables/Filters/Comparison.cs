namespace Exports.EmbeddedHost.Storage.Tables.Filters;

/// <summary>
/// A property against a literal. False, whatever the operator, where the entity lacks the property or has it with another type; only
/// an integer literal also compares with a double, because a whole double is written that way.
/// </summary>
internal sealed record Comparison(string Property, ComparisonOperator Operator, object Literal) : FilterNode
{
    public override bool Matches(StoredEntity entity) => ValueOf(entity) is { } value && Compare(value) is { } order && Holds(order);

    private object? ValueOf(StoredEntity entity) => Property switch
    {
        nameof(StoredEntity.PartitionKey) => entity.PartitionKey,
        nameof(StoredEntity.RowKey) => entity.RowKey,
        nameof(StoredEntity.Timestamp) => entity.Timestamp,
        _ => entity.Properties.GetValueOrDefault(Property),
    };

    private int? Compare(object value) => (value, Literal) switch
    {
        (string left, string right) => string.CompareOrdinal(left, right),
        (int left, int right) => left.CompareTo(right),
        (long left, long right) => left.CompareTo(right),
        (double left, double right) => CompareNumbers(left, right),
        (double left, int right) => CompareNumbers(left, right),
        (bool left, bool right) => left.CompareTo(right),
        (DateTimeOffset left, DateTimeOffset right) => left.CompareTo(right),
        (Guid left, Guid right) => left.CompareTo(right),
        (byte[] left, byte[] right) => left.AsSpan().SequenceCompareTo(right),
        _ => null,
    };

    // NaN is neither less than, nor equal to, nor greater than anything.
    private static int? CompareNumbers(double left, double right) =>
        double.IsNaN(left) || double.IsNaN(right) ? null : left.CompareTo(right);

    private bool Holds(int order) => Operator switch
    {
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
        ComparisonOperator.GreaterThan => order > 0,
        ComparisonOperator.GreaterThanOrEqual => order >= 0,
        ComparisonOperator.LessThan => order < 0,
        _ => order <= 0,
    };
}
