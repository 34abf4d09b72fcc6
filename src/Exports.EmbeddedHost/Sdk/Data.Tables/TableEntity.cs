#nullable disable

using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>An entity as a dictionary, for tables whose entities have no fixed type.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "The name is upstream's.")]
public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    internal const string ETagKey = "odata.etag";

    private readonly Dictionary<string, object> _properties;

    public TableEntity() => _properties = [];

    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public TableEntity(IDictionary<string, object> values) => _properties = values is null ? [] : new Dictionary<string, object>(values);

    public string PartitionKey
    {
        get => GetString(nameof(PartitionKey));
        set => _properties[nameof(PartitionKey)] = value;
    }

    public string RowKey
    {
        get => GetString(nameof(RowKey));
        set => _properties[nameof(RowKey)] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(nameof(Timestamp));
        set => _properties[nameof(Timestamp)] = value;
    }

    public ETag ETag
    {
        get => GetString(ETagKey) is { } tag ? new ETag(tag) : default;
        set => _properties[ETagKey] = value.ToString();
    }

    public ICollection<string> Keys => _properties.Keys;

    public int Count => _properties.Count;

    ICollection<object> IDictionary<string, object>.Values => _properties.Values;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    /// <summary>
    /// A property, or null where there is none. A number widens to the type that is already there; any other change of type is
    /// refused.
    /// </summary>
    public object this[string key]
    {
        get => GetValue(key);
        set => _properties[key] = value is null ? null : Coerce(GetValue(key), value);
    }

    public string GetString(string key) => GetValue(key) switch
    {
        DateTime value => value.ToString("o", CultureInfo.InvariantCulture),
        DateTimeOffset value => value.UtcDateTime.ToString("o", CultureInfo.InvariantCulture),
        var value => As<string>(value),
    };

    public BinaryData GetBinaryData(string key) =>
        GetValue(key) is byte[] bytes ? BinaryData.FromBytes(bytes) : As<BinaryData>(GetValue(key));

    public byte[] GetBinary(string key) => GetValue(key) is BinaryData data ? data.ToArray() : As<byte[]>(GetValue(key));

    public bool? GetBoolean(string key) => AsValue<bool>(GetValue(key));

    public DateTime? GetDateTime(string key) =>
        GetValue(key) is DateTimeOffset value ? value.UtcDateTime : AsValue<DateTime>(GetValue(key));

    public DateTimeOffset? GetDateTimeOffset(string key) =>
        GetValue(key) is DateTime value ? new DateTimeOffset(value.ToUniversalTime()) : AsValue<DateTimeOffset>(GetValue(key));

    public double? GetDouble(string key) => AsValue<double>(GetValue(key));

    public Guid? GetGuid(string key) => AsValue<Guid>(GetValue(key));

    public int? GetInt32(string key) => AsValue<int>(GetValue(key));

    public long? GetInt64(string key) => AsValue<long>(GetValue(key));

    public void Add(string key, object value) => _properties.Add(key, value);

    public bool ContainsKey(string key) => _properties.ContainsKey(key);

    public bool Remove(string key) => _properties.Remove(key);

    public bool TryGetValue(string key, out object value) => _properties.TryGetValue(key, out value);

    public void Clear() => _properties.Clear();

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => _properties.Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) => _properties.Contains(item);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object>>)_properties).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object>>)_properties).Remove(item);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() => _properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _properties.GetEnumerator();

    private static object Coerce(object existing, object value) => (existing, value) switch
    {
        (null, _) => value,
        (int, double or long) => value,
        (double, int number) => (double)number,
        (long, int number) => (long)number,
        _ when existing.GetType().IsInstanceOfType(value) => value,
        _ => throw new InvalidOperationException(
            $"A {value.GetType().Name} cannot take the place of a {existing.GetType().Name}; remove the property first."),
    };

    private static T As<T>(object value)
        where T : class => value is null or T ? (T)value : throw WrongType(typeof(T), value);

    private static T? AsValue<T>(object value)
        where T : struct => value is null ? null : value is T typed ? typed : throw WrongType(typeof(T), value);

    private static InvalidOperationException WrongType(Type requested, object value) =>
        new($"Cannot return {requested} type for a {value.GetType()} typed property.");

    private object GetValue(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return _properties.GetValueOrDefault(key);
    }
}
