using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.DurableTask.Client.Entities;

/// <summary>Writes entity metadata as JSON, leaving out what is not set; reading it back is not supported.</summary>
internal sealed class EntityMetadataConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert)
        => typeToConvert == typeof(EntityMetadata)
        || (typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(EntityMetadata<>));

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var state = typeToConvert == typeof(EntityMetadata) ? typeof(SerializedData) : typeToConvert.GetGenericArguments()[0];
        return (JsonConverter)Activator.CreateInstance(typeof(Converter<,>).MakeGenericType(typeToConvert, state))!;
    }

    private sealed class Converter<TMetadata, TState> : JsonConverter<TMetadata>
        where TMetadata : EntityMetadata<TState>
    {
        public override TMetadata Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => throw new NotSupportedException("EntityMetadata cannot be deserialized.");

        public override void Write(Utf8JsonWriter writer, TMetadata value, JsonSerializerOptions options)
        {
            string Named(string name) => options.PropertyNamingPolicy?.ConvertName(name) ?? name;

            writer.WriteStartObject();
            writer.WriteString(Named(nameof(value.Id)), value.Id.ToString());
            writer.WriteString(Named(nameof(value.LastModifiedTime)), value.LastModifiedTime);
            if (value.BacklogQueueSize > 0) writer.WriteNumber(Named(nameof(value.BacklogQueueSize)), value.BacklogQueueSize);
            if (value.LockedBy is { } holder) writer.WriteString(Named(nameof(value.LockedBy)), holder);
            if (value.IncludesState)
            {
                writer.WritePropertyName(Named(nameof(value.State)));
                WriteState(writer, value.State, options);
            }

            writer.WriteEndObject();
        }

        private static void WriteState(Utf8JsonWriter writer, TState state, JsonSerializerOptions options)
        {
            if (state is SerializedData data) writer.WriteStringValue(data.Value);
            else JsonSerializer.Serialize(writer, state, options);
        }
    }
}
