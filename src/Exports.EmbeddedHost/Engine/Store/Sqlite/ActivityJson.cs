using System.Text.Json.Serialization;

namespace Exports.EmbeddedHost.Engine.Store.Sqlite;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ActivityBody))]
internal sealed partial class ActivityJson : JsonSerializerContext;
