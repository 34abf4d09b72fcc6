namespace Exports.Functions.RegistryImports.Http;

/// <summary>A registered repository as the API shows it.</summary>
internal sealed record RepositoryResponse(
    string Path,
    RepositoryState State,
    SkipReason? Reason,
    int TagsCount,
    DateTimeOffset CreatedAt,
    string? Plan,
    int Priority,
    DateTimeOffset? NotBefore,
    int Attempt,
    int Retries,
    DateTimeOffset? StepStartedAt,
    DateTimeOffset? NextTryAt,
    DateTimeOffset? PreImportDoneAt,
    DateTimeOffset? ImportDoneAt,
    DateTimeOffset? SkippedAt,
    DateTimeOffset UpdatedAt)
{
    public static RepositoryResponse From(RegistryRepository row) => new(
        row.Path,
        row.State,
        row.Reason,
        row.TagsCount,
        row.CreatedAt,
        row.Plan,
        row.Priority,
        row.NotBefore,
        row.Attempt,
        row.Retries,
        row.StepStartedAt,
        row.NextTryAt,
        row.PreImportDoneAt,
        row.ImportDoneAt,
        row.SkippedAt,
        row.UpdatedAt);
}
