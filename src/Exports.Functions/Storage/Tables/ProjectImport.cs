using Azure;
using Exports.Functions.Projects.Imports;

namespace Exports.Functions.Storage.Tables;

/// <summary>The latest import under a project's id: what was asked for, and how far it is.</summary>
internal sealed record ProjectImport
{
    /// <summary>The id that was reserved, or that of the project to overwrite.</summary>
    public required long ProjectId { get; init; }

    /// <summary>32 hex digits that sort by time; the orchestration's instance id and the name of the staged archive, too.</summary>
    public required string ImportId { get; init; }

    public ImportState State { get; init; } = ImportState.Scheduled;

    public required string Requester { get; init; }

    /// <summary>The full path, e.g. <c>group/name</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The name asked for; null leaves it to the archive.</summary>
    public string? Name { get; init; }

    /// <summary>The description asked for; null leaves it to the archive.</summary>
    public string? Description { get; init; }

    /// <summary>Whether a project was there when the import was accepted, to be overwritten.</summary>
    public required bool Overwrites { get; init; }

    /// <summary>Where the archive is fetched from; null for an upload, and once the import has ended.</summary>
    public RemoteUrl? Url { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why it failed, one sentence.</summary>
    public string? Error { get; init; }

    /// <summary>Set from <see cref="ImportState.Publishing"/> on.</summary>
    public ImportedTree? Tree { get; init; }

    public ETag ETag { get; init; }

    public bool IsActive => State is not (ImportState.Finished or ImportState.Failed);
}
