using System.Text.Json.Serialization;

namespace Exports.EmbeddedHost.Engine.Entities;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EntityRequest))]
internal sealed partial class EntityJson : JsonSerializerContext;
