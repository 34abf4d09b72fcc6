using System.Text.Json;
using Azure.Data.Tables;
using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.Shared.Json;

namespace Exports.Functions.Storage.Tables;

/// <summary><see cref="RegistryRepository"/> to and from its entity. A property that is null is not stored.</summary>
internal static class RegistryRepositoryMapping
{
    public static TableEntity ToEntity(this RegistryRepository repository, string rowKey) => new(repository.Hash, rowKey)
    {
        [nameof(RegistryRepository.Path)] = repository.Path,
        [nameof(RegistryRepository.TagsCount)] = repository.TagsCount,
        [nameof(RegistryRepository.CreatedAt)] = repository.CreatedAt,
        [nameof(RegistryRepository.Plan)] = repository.Plan,
        [nameof(RegistryRepository.Priority)] = repository.Priority,
        [nameof(RegistryRepository.NotBefore)] = repository.NotBefore,
        [nameof(RegistryRepository.Attempt)] = repository.Attempt,
        [nameof(RegistryRepository.Turn)] = repository.Turn,
        [nameof(RegistryRepository.Next)] = repository.Next is { } next ? JsonSerializer.Serialize(next, ApiJson.Options) : null,
        [nameof(RegistryRepository.Retries)] = repository.Retries,
        [nameof(RegistryRepository.UncountedInARow)] = repository.UncountedInARow,
        [nameof(RegistryRepository.StepStartedAt)] = repository.StepStartedAt,
        [nameof(RegistryRepository.CancelRequestedAt)] = repository.CancelRequestedAt,
        [nameof(RegistryRepository.PreImportDoneAt)] = repository.PreImportDoneAt,
        [nameof(RegistryRepository.ImportDoneAt)] = repository.ImportDoneAt,
        [nameof(RegistryRepository.AbortedAt)] = repository.AbortedAt,
        [nameof(RegistryRepository.NextTryAt)] = repository.NextTryAt,
        [nameof(RegistryRepository.SkippedAt)] = repository.SkippedAt,
        [nameof(RegistryRepository.Trouble)] = repository.Trouble,
        [nameof(RegistryRepository.TroubleSince)] = repository.TroubleSince,
        [nameof(RegistryRepository.UpdatedAt)] = repository.UpdatedAt,
        [nameof(RegistryRepository.Notes)] = repository.Notes,
        [nameof(RegistryRepository.PlacePartition)] = repository.PlacePartition,
        [nameof(RegistryRepository.PlaceRow)] = repository.PlaceRow,
        [nameof(RegistryRepository.State)] = StoredName.Of(repository.State),
        [nameof(RegistryRepository.Unwanted)] = repository.Unwanted is { } unwanted ? StoredName.Of(unwanted) : null,
        [nameof(RegistryRepository.AbortedFrom)] = repository.AbortedFrom is { } abortedFrom ? StoredName.Of(abortedFrom) : null,
        [nameof(RegistryRepository.Reason)] = repository.Reason is { } reason ? StoredName.Of(reason) : null,
        ETag = repository.ETag,
    };

    public static RegistryRepository ToRepository(this TableEntity entity) => new()
    {
        Hash = entity.PartitionKey,
        Path = entity.GetString(nameof(RegistryRepository.Path)),
        TagsCount = entity.GetInt32(nameof(RegistryRepository.TagsCount))!.Value,
        CreatedAt = entity.GetDateTimeOffset(nameof(RegistryRepository.CreatedAt))!.Value,
        Plan = entity.GetString(nameof(RegistryRepository.Plan)),
        Priority = entity.GetInt32(nameof(RegistryRepository.Priority))!.Value,
        NotBefore = entity.GetDateTimeOffset(nameof(RegistryRepository.NotBefore)),
        Attempt = entity.GetInt32(nameof(RegistryRepository.Attempt))!.Value,
        Turn = entity.GetInt32(nameof(RegistryRepository.Turn))!.Value,
        Next = entity.GetString(nameof(RegistryRepository.Next)) is { } next
            ? JsonSerializer.Deserialize<Move>(next, ApiJson.Options)
            : null,
        Retries = entity.GetInt32(nameof(RegistryRepository.Retries))!.Value,
        UncountedInARow = entity.GetInt32(nameof(RegistryRepository.UncountedInARow))!.Value,
        StepStartedAt = entity.GetDateTimeOffset(nameof(RegistryRepository.StepStartedAt)),
        CancelRequestedAt = entity.GetDateTimeOffset(nameof(RegistryRepository.CancelRequestedAt)),
        PreImportDoneAt = entity.GetDateTimeOffset(nameof(RegistryRepository.PreImportDoneAt)),
        ImportDoneAt = entity.GetDateTimeOffset(nameof(RegistryRepository.ImportDoneAt)),
        AbortedAt = entity.GetDateTimeOffset(nameof(RegistryRepository.AbortedAt)),
        NextTryAt = entity.GetDateTimeOffset(nameof(RegistryRepository.NextTryAt)),
        SkippedAt = entity.GetDateTimeOffset(nameof(RegistryRepository.SkippedAt)),
        Trouble = entity.GetString(nameof(RegistryRepository.Trouble)),
        TroubleSince = entity.GetDateTimeOffset(nameof(RegistryRepository.TroubleSince)),
        UpdatedAt = entity.GetDateTimeOffset(nameof(RegistryRepository.UpdatedAt))!.Value,
        Notes = entity.GetInt32(nameof(RegistryRepository.Notes))!.Value,
        PlacePartition = entity.GetString(nameof(RegistryRepository.PlacePartition)),
        PlaceRow = entity.GetString(nameof(RegistryRepository.PlaceRow)),
        State = StoredName.Parse<RepositoryState>(entity.GetString(nameof(RegistryRepository.State))),
        Unwanted = entity.GetString(nameof(RegistryRepository.Unwanted)) is { } unwanted ? StoredName.Parse<CancelKind>(unwanted) : null,
        AbortedFrom = entity.GetString(nameof(RegistryRepository.AbortedFrom)) is { } abortedFrom
            ? StoredName.Parse<RepositoryState>(abortedFrom)
            : null,
        Reason = entity.GetString(nameof(RegistryRepository.Reason)) is { } reason ? StoredName.Parse<SkipReason>(reason) : null,
        ETag = entity.ETag,
    };
}
