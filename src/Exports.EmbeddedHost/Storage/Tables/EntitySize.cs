namespace Exports.EmbeddedHost.Storage.Tables;

/// <summary>An entity's size as the service reckons it, in bytes.</summary>
internal static class EntitySize
{
    private const int EntityOverhead = 4;
    private const int PropertyOverhead = 8;

    public static long Of(string partitionKey, string rowKey, IReadOnlyDictionary<string, object> properties) =>
        EntityOverhead + (2L * (partitionKey.Length + rowKey.Length))
        + properties.Sum(property => PropertyOverhead + (2L * property.Key.Length) + Of(property.Value));

    private static long Of(object value) => value switch
    {
        string text => (2L * text.Length) + 4,
        byte[] data => data.Length + 4,
        Guid => 16,
        int => 4,
        bool => 1,
        _ => 8,
    };
}
