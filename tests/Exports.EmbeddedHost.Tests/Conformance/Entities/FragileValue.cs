using System.Text.Json;
using System.Text.Json.Serialization;

namespace Exports.EmbeddedHost.Tests.Conformance.Entities;

/// <summary>A part of a state that can be made impossible to write or to read back.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record FragileValue(bool Writable)
{
    private sealed class Converter : JsonConverter<FragileValue>
    {
        public override FragileValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => throw new JsonException("cannot be read back");

        public override void Write(Utf8JsonWriter writer, FragileValue value, JsonSerializerOptions options)
        {
            if (!value.Writable) throw new JsonException("cannot be written");
            writer.WriteStringValue("written");
        }
    }
}
