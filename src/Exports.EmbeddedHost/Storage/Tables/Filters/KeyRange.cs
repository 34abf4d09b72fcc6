namespace Exports.EmbeddedHost.Storage.Tables.Filters;

/// <summary>
/// The keys a query has to look through. As in Azure, bounds help where every entity must satisfy them (not under <c>or</c> and
/// <c>not</c>), and bounds on RowKey only within one partition; the rest of the filter is tried on each entity in the range.
/// </summary>
/// <param name="Partitions">Bounds on the PartitionKey.</param>
/// <param name="Rows">Bounds on the RowKey; they count where <paramref name="Partitions"/> is a point.</param>
internal sealed record KeyRange(KeyBounds Partitions, KeyBounds Rows)
{
    public static KeyRange Of(FilterNode? filter) => new KeyRange(KeyBounds.None, KeyBounds.None).Narrow(filter);

    /// <summary>The range as SQL, from a position on if there is one.</summary>
    public (string Condition, (string Name, object? Value)[] Parameters) ToSql(ContinuationToken? position)
    {
        var sql = new KeyRangeSql();
        if (Partitions.IsPoint)
        {
            sql.Add("partition_key = ", "@partition", Partitions.Lower!);
            sql.AddBounds("row_key", RowsFrom(position));
        }
        else if (position is null)
        {
            sql.AddBounds("partition_key", Partitions);
        }
        else
        {
            // The position is within the range, so it takes the place of the lower bound.
            sql.AddPosition(position);
            sql.AddBounds("partition_key", Partitions with { Lower = null });
        }

        return sql.Build();
    }

    private KeyBounds RowsFrom(ContinuationToken? position) =>
        position is null ? Rows : Rows.With(ComparisonOperator.GreaterThanOrEqual, position.RowKey);

    private KeyRange Narrow(FilterNode? filter) => filter switch
    {
        Conjunction both => Narrow(both.Left).Narrow(both.Right),
        Comparison { Property: nameof(StoredEntity.PartitionKey), Literal: string value } comparison =>
            this with { Partitions = Partitions.With(comparison.Operator, value) },
        Comparison { Property: nameof(StoredEntity.RowKey), Literal: string value } comparison =>
            this with { Rows = Rows.With(comparison.Operator, value) },
        _ => this,
    };
}
