namespace Exports.EmbeddedHost.Storage.Tables.Binding;

/// <summary>
/// The eight types a table stores (string, int, long, double, bool, DateTimeOffset in UTC, Guid, byte[]) and how a .NET value becomes one.
/// </summary>
internal static class PropertyValue
{
    /// <exception cref="NotSupportedException">Tables have no such type.</exception>
    public static object ToStored(string name, object value) => value switch
    {
        string or int or long or double or bool or Guid or byte[] => value,
        DateTimeOffset time => time.ToUniversalTime(),
        DateTime time => ToUtc(time),
        BinaryData data => data.ToArray(),
        Enum member => member.ToString(),
        ulong number => checked((long)number),
        _ => throw new NotSupportedException($"The property '{name}' is a {value.GetType()}; tables have no such type."),
    };

    /// <summary>Turns a stored value into what a property of an entity type holds.</summary>
    /// <exception cref="InvalidOperationException">The stored type is another one.</exception>
    public static object FromStored(string name, object value, Type target)
    {
        var type = Nullable.GetUnderlyingType(target) ?? target;
        return (value, type) switch
        {
            _ when type.IsInstanceOfType(value) => value,
            (DateTimeOffset time, _) when type == typeof(DateTime) => time.UtcDateTime,
            (byte[] bytes, _) when type == typeof(BinaryData) => BinaryData.FromBytes(bytes),
            (string text, { IsEnum: true }) => Enum.Parse(type, text),
            (long number, _) when type == typeof(ulong) => checked((ulong)number),
            (int number, _) when type == typeof(double) => (double)number,
            _ => throw new InvalidOperationException(
                $"The property '{name}' is a {value.GetType()} in the table; it cannot be read as {target}."),
        };
    }

    // The service takes a time without a zone for UTC.
    private static DateTimeOffset ToUtc(DateTime time) =>
        new(time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
