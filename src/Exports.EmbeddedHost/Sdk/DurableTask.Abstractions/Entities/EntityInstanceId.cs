using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.DurableTask.Entities;

/// <summary>
/// Name (kept in lower case) and key (case-sensitive, may be empty) of an entity; as text and JSON <c>@name@key</c> (rules N1, D7).
/// </summary>
[JsonConverter(typeof(JsonConverter))]
public readonly record struct EntityInstanceId
{
    public EntityInstanceId(string name, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(key);
        if (name.Contains('@', StringComparison.Ordinal))
            throw new ArgumentException($"An entity name has no '@' in it: '{name}'.", nameof(name));

        Name = name.ToLowerInvariant();
        Key = key;
    }

    public string Name { get; }

    public string Key { get; }

    /// <summary>Reads <c>@name@key</c>; the key may itself contain '@'.</summary>
    public static EntityInstanceId FromString(string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var separator = instanceId.IndexOf('@', 1);
        if (instanceId[0] != '@' || separator < 0)
            throw new ArgumentException($"'{instanceId}' is not an entity id of the form @name@key.", nameof(instanceId));

        return new EntityInstanceId(instanceId[1..separator], instanceId[(separator + 1)..]);
    }

    public override string ToString() => $"@{Name}@{Key}";

    private sealed class JsonConverter : JsonConverter<EntityInstanceId>
    {
        public override EntityInstanceId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => FromString(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, EntityInstanceId value, JsonSerializerOptions options)
            => writer.WriteStringValue(value.ToString());
    }
}
