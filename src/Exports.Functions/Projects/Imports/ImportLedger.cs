using Exports.Functions.Projects.Imports.Messages;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Projects.Imports;

/// <summary>
/// Moves imports through <see cref="ImportTransitions"/>. Every member may be repeated: it finds what it wanted already there, or
/// finds the import elsewhere and says so.
/// </summary>
internal sealed class ImportLedger(ProjectImportTable table, ProjectImportIndexTable index, TimeProvider time)
{
    /// <summary>A record keeps at most this much of a failure's text.</summary>
    internal const int MaxErrorLength = 1000;

    /// <summary>The import, if it is still the latest one under its project id.</summary>
    public async Task<ProjectImport?> FindAsync(ImportKey key, CancellationToken cancellationToken) =>
        await table.FindAsync(key.ProjectId, cancellationToken) is { } import && import.ImportId == key.ImportId ? import : null;

    /// <summary>Puts a new import under its project id, in the place of an ended one.</summary>
    /// <returns>Whether it is there; false while another import is under way.</returns>
    public Task<bool> TryScheduleAsync(ProjectImport import, CancellationToken cancellationToken) => StorageDecision.RepeatAsync(async () =>
    {
        var latest = await table.FindAsync(import.ProjectId, cancellationToken);
        var decision = ImportTransitions.Decide(latest?.State, latest?.ImportId == import.ImportId, ImportEvent.Schedule);
        if (decision is ImportTransition.Apply)
            await table.PutAsync(import, latest?.ETag ?? default, cancellationToken);
        return decision is not ImportTransition.Refused;
    });

    /// <summary>The work begins, or has begun.</summary>
    /// <returns>The started import; null when it ended.</returns>
    public Task<ProjectImport?> StartAsync(ImportKey key, CancellationToken cancellationToken) =>
        MoveAsync(key, ImportEvent.Start, import => import with { State = ImportState.Started }, cancellationToken);

    /// <summary>Everything is stored: from here on the import only goes forward.</summary>
    /// <returns>The import, publishing; null when it ended before.</returns>
    public Task<ProjectImport?> PublishAsync(ImportKey key, ImportedTree tree, CancellationToken cancellationToken) => MoveAsync(
        key, ImportEvent.Publish, import => import with { State = ImportState.Publishing, Tree = tree }, cancellationToken);

    public Task<ProjectImport?> FinishAsync(ImportKey key, CancellationToken cancellationToken) =>
        EndAsync(key, ImportEvent.Finish, ImportState.Finished, error: null, cancellationToken);

    /// <summary>Fails the import before the point of no return.</summary>
    /// <returns>The failed import; null when it ended otherwise, or is past that point.</returns>
    public Task<ProjectImport?> FailAsync(ImportFailure failure, CancellationToken cancellationToken) =>
        EndAsync(failure.Key, ImportEvent.Fail, ImportState.Failed, failure.Message, cancellationToken);

    /// <summary>Fails the import behind that point, because its project cannot be.</summary>
    public Task<ProjectImport?> RefuseAsync(ImportFailure failure, CancellationToken cancellationToken) =>
        EndAsync(failure.Key, ImportEvent.Refuse, ImportState.Failed, failure.Message, cancellationToken);

    private Task<ProjectImport?> MoveAsync(
        ImportKey key, ImportEvent happening, Func<ProjectImport, ProjectImport> change, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(async () =>
        {
            var import = await FindAsync(key, cancellationToken);
            switch (ImportTransitions.Decide(import?.State, import is not null, happening))
            {
                case ImportTransition.AlreadyThere:
                    return import;
                case ImportTransition.Refused:
                    return null;
            }

            var changed = change(import!) with { UpdatedAt = time.GetUtcNow() };
            // Before the end itself: a row that leads to an import under way is harmless, an end without a row would never be pruned.
            if (changed.FinishedAt is { } endedAt)
                await index.AddAsync(new EndedProjectImport(key.ImportId, key.ProjectId, endedAt), cancellationToken);
            await table.PutAsync(changed, import!.ETag, cancellationToken);
            return changed;
        });

    private Task<ProjectImport?> EndAsync(
        ImportKey key, ImportEvent happening, ImportState state, string? error, CancellationToken cancellationToken)
    {
        var endedAt = time.GetUtcNow();
        return MoveAsync(
            key,
            happening,
            import => import with { State = state, FinishedAt = endedAt, Error = Cut(error), Url = null },
            cancellationToken);
    }

    private static string? Cut(string? text) => text?.Length > MaxErrorLength ? text[..MaxErrorLength] : text;
}
