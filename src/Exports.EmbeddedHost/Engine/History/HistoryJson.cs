using System.Text.Json.Serialization;

namespace Exports.EmbeddedHost.Engine.History;

/// <summary>How facts are written to the store: compact JSON, nulls left out.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HistoryEvent))]
[JsonSerializable(typeof(IReadOnlyList<HistoryEvent>))]
[JsonSerializable(typeof(Failure))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(ParentTask))]
internal sealed partial class HistoryJson : JsonSerializerContext;
