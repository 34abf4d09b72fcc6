using Azure;
using Exports.Functions.RegistryImports.Messages;

namespace Exports.Functions.RegistryImports;

/// <summary>One registered repository, as its row says.</summary>
internal sealed record RegistryRepository
{
    public required string Path { get; init; }

    /// <summary>The key: <see cref="RepositoryHash.Of"/> the path.</summary>
    public required string Hash { get; init; }

    public RepositoryState State { get; init; }

    public required int TagsCount { get; init; }

    /// <summary>When the repository was made, by its owner's clock.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public string? Plan { get; init; }

    /// <summary>Higher goes first; 0 unless said otherwise.</summary>
    public int Priority { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The latest attempt's number; 0 before the first.</summary>
    public int Attempt { get; init; }

    /// <summary>The latest move of the attempt that changed this row: an activity that runs again finds its change made.</summary>
    public int Turn { get; init; }

    /// <summary>What that move led to, so that its repetition leads to the same. Null before the first.</summary>
    public Move? Next { get; init; }

    /// <summary>Attempts that the registry failed or that we cancelled. Only these count against the limit.</summary>
    public int Retries { get; init; }

    /// <summary>Attempts in a row that ended uncounted; they set the back-off.</summary>
    public int UncountedInARow { get; init; }

    /// <summary>Since when the present step runs.</summary>
    public DateTimeOffset? StepStartedAt { get; init; }

    /// <summary>We asked for the present step to be cancelled; its end is then counted.</summary>
    public DateTimeOffset? CancelRequestedAt { get; init; }

    /// <summary>
    /// Somebody does not want it moved, although it is active: <see cref="CancelKind.Skip"/> or <see cref="CancelKind.Force"/>. Kept here,
    /// because what its orchestration is told may come too late to be heard.
    /// </summary>
    public CancelKind? Unwanted { get; init; }

    public DateTimeOffset? PreImportDoneAt { get; init; }

    public DateTimeOffset? ImportDoneAt { get; init; }

    /// <summary>The state that the latest abort left. Null unless aborted.</summary>
    public RepositoryState? AbortedFrom { get; init; }

    public DateTimeOffset? AbortedAt { get; init; }

    /// <summary>When an aborted one may be tried again.</summary>
    public DateTimeOffset? NextTryAt { get; init; }

    public DateTimeOffset? SkippedAt { get; init; }

    public SkipReason? Reason { get; init; }

    /// <summary>The registry's latest answer for people, when it was no good one, and since when it has been so.</summary>
    public string? Trouble { get; init; }

    public DateTimeOffset? TroubleSince { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>How many lines the history has had.</summary>
    public int Notes { get; init; }

    /// <summary>Where it is found, see <c>docs/registry-imports.md</c>.</summary>
    public required string PlacePartition { get; init; }

    public required string PlaceRow { get; init; }

    public ETag ETag { get; init; }

    public RepositoryPlace Place => new(PlacePartition, PlaceRow);

    /// <summary>The step that runs, or waits for its start; null between the steps and outside of them.</summary>
    public ImportStep? LiveStep => State switch
    {
        RepositoryState.PreImporting => ImportStep.PreImport,
        RepositoryState.Importing => ImportStep.Import,
        _ => null,
    };

    public bool IsActive => State is RepositoryState.PreImporting or RepositoryState.PreImportDone or RepositoryState.Importing;
}
