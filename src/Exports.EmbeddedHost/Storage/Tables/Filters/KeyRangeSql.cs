using System.Text;

namespace Exports.EmbeddedHost.Storage.Tables.Filters;

/// <summary>Puts a key range's SQL condition together; few different texts come out, so that prepared statements are met again.</summary>
internal sealed class KeyRangeSql
{
    private readonly StringBuilder _condition = new();
    private readonly List<(string Name, object? Value)> _parameters = [];

    public void Add(string comparison, string parameter, string key)
    {
        _condition.Append(" AND ").Append(comparison).Append(parameter);
        _parameters.Add((parameter, OrdinalKey.Encode(key)));
    }

    public void AddBounds(string column, KeyBounds bounds)
    {
        if (bounds.Lower is not null)
        {
            Add(column + (bounds.IncludesLower ? " >= " : " > "), "@lower", bounds.Lower);
        }

        if (bounds.Upper is not null)
        {
            Add(column + (bounds.IncludesUpper ? " <= " : " < "), "@upper", bounds.Upper);
        }
    }

    public void AddPosition(ContinuationToken position)
    {
        _condition.Append(" AND (partition_key, row_key) >= (@fromPartition, @fromRow)");
        _parameters.Add(("@fromPartition", OrdinalKey.Encode(position.PartitionKey)));
        _parameters.Add(("@fromRow", OrdinalKey.Encode(position.RowKey)));
    }

    public (string Condition, (string Name, object? Value)[] Parameters) Build() => (_condition.ToString(), [.. _parameters]);
}
