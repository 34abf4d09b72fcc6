using System.Text.Json.Serialization;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.Projects;

/// <summary>A project as the API shows it: GitLab's members, then ours.</summary>
internal sealed record ProjectResponse
{
    public required long Id { get; init; }

    public required string? Description { get; init; }

    public required string Name { get; init; }

    public required string NameWithNamespace { get; init; }

    /// <summary>The last segment.</summary>
    public required string Path { get; init; }

    public required string PathWithNamespace { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastActivityAt { get; init; }

    /// <summary><c>finished</c> for a project that began with a template's or an archive's files, else <c>none</c>.</summary>
    public required string ImportStatus { get; init; }

    public required string? TemplateName { get; init; }

    public required long FileCount { get; init; }

    public required long TotalBytes { get; init; }

    /// <summary>The hash that names the current tree; it changes with every commit that changes something.</summary>
    public required string Tree { get; init; }

    [JsonPropertyName("_links")]
    public required ProjectLinks Links { get; init; }

    public static ProjectResponse From(ProjectRow row, HttpRequest request)
    {
        var path = ProjectPath.Parse(row.Path);
        var self = request.ApiUrl(FormattableString.Invariant($"projects/{row.Id}"));
        return new ProjectResponse
        {
            Id = row.Id,
            Description = row.Description,
            Name = row.Name,
            NameWithNamespace = path.WithNamespace(row.Name),
            Path = path.Slug,
            PathWithNamespace = row.Path,
            CreatedAt = row.CreatedAt,
            LastActivityAt = row.UpdatedAt,
            ImportStatus = row.IsImported ? "finished" : "none",
            TemplateName = row.TemplateName,
            FileCount = row.FileCount,
            TotalBytes = row.TotalBytes,
            Tree = row.ManifestHash,
            Links = new ProjectLinks(self, $"{self}/files", $"{self}/export"),
        };
    }
}
