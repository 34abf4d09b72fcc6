using Azure;

namespace Exports.Functions.Storage.Tables;

/// <summary>A project's archive pointer.</summary>
internal sealed record ProjectExportArchive
{
    public required long ProjectId { get; init; }

    public required string JobId { get; init; }

    public required PublishedArchive Archive { get; init; }

    /// <summary>Grows with every publication and every unpinning, so that a timer of before is recognised as stale.</summary>
    public required long Generation { get; init; }

    public DateTimeOffset PublishedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public bool Pinned { get; init; }

    public ProjectExportArchiveState State { get; init; }

    public ETag ETag { get; init; }

    /// <summary>The clock decides, not the removal that follows it (docs/decisions/0010).</summary>
    public bool IsAvailable(DateTimeOffset now) => State is ProjectExportArchiveState.Available && !HasExpired(now);

    public bool HasExpired(DateTimeOffset now) =>
        State is ProjectExportArchiveState.Expired || (State is ProjectExportArchiveState.Available && !Pinned && now >= ExpiresAt);
}
