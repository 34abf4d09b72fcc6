using System.Text.Json.Serialization;

namespace Exports.Functions.ProjectExports.Http;

/// <summary>GitLab's answer to <c>GET /projects/:id/export</c>, and beside it what ours knows more.</summary>
internal sealed record ExportStatusResponse
{
    public required long Id { get; init; }

    public string? Description { get; init; }

    public required string Name { get; init; }

    public required string NameWithNamespace { get; init; }

    public required string Path { get; init; }

    public required string PathWithNamespace { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public ProjectExportStatus ExportStatus { get; init; }

    /// <summary>Only there when an archive is.</summary>
    [JsonPropertyName("_links")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExportLinks? Links { get; init; }

    /// <summary>The newest job's own outcome, so that a failure is never invisible.</summary>
    public ExportJobResponse? LatestJob { get; init; }

    public ExportArchiveResponse? Archive { get; init; }

    /// <summary>
    /// How many exports of all projects start before the newest queued one of this project; null when none is queued, or nobody knows yet.
    /// </summary>
    public int? QueuePosition { get; init; }
}
