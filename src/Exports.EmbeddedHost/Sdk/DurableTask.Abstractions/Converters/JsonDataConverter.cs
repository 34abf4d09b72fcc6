using System.Text.Json;

namespace Microsoft.DurableTask.Converters;

/// <summary>System.Text.Json converter. Without options: public fields included, names case-sensitive (rule D4).</summary>
public class JsonDataConverter : DataConverter
{
    private static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true };

    private readonly JsonSerializerOptions _options;

    public JsonDataConverter(JsonSerializerOptions? options = null)
    {
        _options = options ?? WithFields;
    }

    public static JsonDataConverter Default { get; } = new();

    public override string? Serialize(object? value)
        => value is null ? null : JsonSerializer.Serialize(value, _options);

    public override object? Deserialize(string? data, Type targetType)
        => data is null ? null : JsonSerializer.Deserialize(data, targetType, _options);
}
