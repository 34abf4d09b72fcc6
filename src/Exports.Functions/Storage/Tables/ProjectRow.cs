using Azure;

namespace Exports.Functions.Storage.Tables;

/// <summary>One project: its identity, and the manifest of its current tree.</summary>
internal sealed record ProjectRow
{
    /// <summary>From 1 to 2^53 - 1.</summary>
    public required long Id { get; init; }

    /// <summary>The full path as it was given, e.g. <c>group/name</c>. Unique without regard to case.</summary>
    public required string Path { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the tree last changed; the creation time before that.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The request that created the row: how a creator whose write timed out recognises its own row.</summary>
    public required Guid CreationId { get; init; }

    /// <summary>The built-in template the project was created from, or null.</summary>
    public string? TemplateName { get; init; }

    /// <summary>The import that made the project or last overwrote it, or null.</summary>
    public string? ImportId { get; init; }

    /// <summary>Whether the project began with, or was overwritten by, files from elsewhere; GitLab counts templates among them.</summary>
    public bool IsImported => ImportId is not null || TemplateName is not null;

    /// <summary>
    /// The tree: the manifest's SHA-256, never null; <see cref="Blobs.ManifestContainer.EmptyHash"/> when there is no file.
    /// </summary>
    public required string ManifestHash { get; init; }

    /// <summary>The manifest's own length in bytes.</summary>
    public required long ManifestBytes { get; init; }

    public required long FileCount { get; init; }

    /// <summary>The sum of the files' lengths in bytes.</summary>
    public required long TotalBytes { get; init; }

    /// <summary>When the project was deleted. A deleted row stays as a tombstone, so that its id is never given again.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The version that was read; the condition of the next write.</summary>
    public ETag ETag { get; init; }
}
