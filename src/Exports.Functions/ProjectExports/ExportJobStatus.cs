using System.Text.Json.Serialization;
using Exports.Functions.Shared.Json;

namespace Exports.Functions.ProjectExports;

/// <summary>What is recorded about a job. The table of changes is <see cref="ExportTransitions"/>.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ExportJobStatus>))]
public enum ExportJobStatus
{
    Queued,
    Started,
    Finished,
    Failed,
}
