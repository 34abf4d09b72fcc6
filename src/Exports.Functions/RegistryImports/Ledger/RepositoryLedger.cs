using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Rules;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports.Ledger;

/// <summary>
/// Moves repositories through <see cref="RepositoryTransitions"/>: each member reads, decides and writes, and decides again where somebody
/// was faster. Every member may be repeated.
/// </summary>
internal sealed class RepositoryLedger(
    RegistryRepositoryTable rows, RepositoryWriter writer, TimeProvider time, IOptions<RegistryImportOptions> options)
{
    public Task<RegistryRepository?> FindAsync(string hash, CancellationToken cancellationToken) => rows.GetAsync(hash, cancellationToken);

    /// <summary>Gives the row to an attempt that is about to begin, which must be the one after the row's.</summary>
    /// <returns>
    /// The row holding the attempt; null when it is not to be had: unknown, active under another attempt, done or skipped.
    /// </returns>
    public Task<RegistryRepository?> TakeAsync(RepositoryKey key, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(async () =>
        {
            var row = await rows.GetAsync(key.Hash, cancellationToken);
            if (row is null || row.Attempt == key.Attempt)
                return row;
            if (row.Attempt != key.Attempt - 1 || row.State is not (RepositoryState.Default or RepositoryState.ImportAborted))
                return null;

            var taken = row with { Attempt = key.Attempt, Turn = 0 };
            await rows.UpdateAsync(taken, cancellationToken);
            return await rows.GetAsync(key.Hash, cancellationToken);
        });

    /// <summary>Brings a row into the state of the step that is about to be started, unless it is there.</summary>
    /// <returns>The row in that state; null when it holds another attempt or the table refuses the step.</returns>
    public Task<RegistryRepository?> EnterAsync(RepositoryKey key, int turn, StepEntry entry, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(async () =>
        {
            var row = await rows.GetAsync(key.Hash, cancellationToken);
            if (row is null || row.Attempt != key.Attempt || row.State == entry.State || row.Turn >= turn)
                return row?.Attempt == key.Attempt ? row : null;
            var verdict = new Verdict(Move.Unknown, entry.Event) { Sentence = $"Attempt {key.Attempt}." };
            return RepositoryChanges.Next(row, verdict, time.GetUtcNow(), options.Value) is { } next
                ? await writer.MoveAsync(row, next, verdict, cancellationToken)
                : null;
        });

    /// <summary>Says that the present step is about to be cancelled: its end is then ours, even if the registry's answer is lost.</summary>
    /// <returns>
    /// The row, and whether it said so before, so that the registry may have been asked already; null when it holds another attempt.
    /// </returns>
    public Task<AppliedChange?> AnnounceCancelAsync(RepositoryKey key, int turn, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync<AppliedChange?>(async () =>
        {
            var row = await rows.GetAsync(key.Hash, cancellationToken);
            if (row is null || row.Attempt != key.Attempt || !row.IsActive)
                return null;
            if (row.Turn >= turn || row.CancelRequestedAt is not null)
                return new(row, IsRepeat: true);
            var now = time.GetUtcNow();
            var announced = row with { CancelRequestedAt = now, UpdatedAt = now };
            await writer.NoteAsync(row, announced, "The step is being cancelled.", cancellationToken);
            return new((await rows.GetAsync(key.Hash, cancellationToken))!, IsRepeat: false);
        });

    /// <summary>Applies what an attempt found out.</summary>
    /// <returns>The row as it then is; null when it holds another attempt, so that this one is over.</returns>
    public Task<AppliedChange?> ApplyAsync(RepositoryChange change, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync<AppliedChange?>(async () =>
        {
            var row = await rows.GetAsync(change.Key.Hash, cancellationToken);
            if (row is null || row.Attempt != change.Key.Attempt)
                return null;
            if (row.Turn >= change.Turn)
                return new(row, IsRepeat: true);
            var verdict = RowRules.Weigh(row, change.Verdict);
            if (SaysNothingNew(row, verdict))
                return new(row, IsRepeat: false);
            var next = RepositoryChanges.Next(row, change with { Verdict = verdict }, time.GetUtcNow(), options.Value);
            return new((await writer.MoveAsync(row, next, verdict, cancellationToken))!, IsRepeat: false);
        });

    /// <summary>Changes a repository that is not active, for somebody other than its attempts.</summary>
    /// <param name="hash">The repository.</param>
    /// <param name="decide">
    /// The verdict; null to leave it. It is asked again when somebody was faster, and never about an active one.
    /// </param>
    /// <param name="cancellationToken">Ends the change.</param>
    /// <returns>The row as it then is; null when there is none.</returns>
    public Task<RegistryRepository?> ChangeAsync(
        string hash, Func<RegistryRepository, Verdict?> decide, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(async () =>
        {
            var row = await rows.GetAsync(hash, cancellationToken);
            if (row is null || row.IsActive || decide(row) is not { } verdict)
                return row;
            var next = RepositoryChanges.Next(row, verdict, time.GetUtcNow(), options.Value);
            return await writer.MoveAsync(row, next, verdict, cancellationToken);
        });

    /// <summary>
    /// Has a repository not moved. One that is active keeps the wish until its attempt ends; any other that is not over is skipped. One
    /// decision, so that no wish falls between an attempt's last look and its end.
    /// </summary>
    /// <returns>The row as it then is; null when there is none.</returns>
    public Task<RegistryRepository?> StopAsync(string hash, CancelKind cancel, string who, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(async () =>
        {
            var row = await rows.GetAsync(hash, cancellationToken);
            if (row is null or { State: RepositoryState.ImportDone or RepositoryState.ImportSkipped } || row.Unwanted >= cancel)
                return row;
            var verdict = row.IsActive
                ? new Verdict(Move.Unknown) { Sentence = $"{who} does not want it moved ({StoredName.Of(cancel)})." }
                : Verdicts.Skipped(SkipReason.MigrationForcedCanceled, $"Skipped by {who}.");
            var next = row.IsActive
                ? row with { Unwanted = cancel }
                : RepositoryChanges.Next(row, verdict, time.GetUtcNow(), options.Value);
            return await writer.MoveAsync(row, next, verdict, cancellationToken);
        });

    /// <summary>Lets an aborted repository be tried again at once.</summary>
    /// <returns>The row; null when there is none.</returns>
    public Task<RegistryRepository?> HastenAsync(string hash, string sentence, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(async () =>
        {
            var row = await rows.GetAsync(hash, cancellationToken);
            if (row is not { State: RepositoryState.ImportAborted } || row.NextTryAt <= time.GetUtcNow())
                return row;
            return await writer.MoveAsync(
                row, row with { NextTryAt = time.GetUtcNow() }, new(Move.Unknown) { Sentence = sentence }, cancellationToken);
        });

    /// <summary>Takes over what a caller says of a repository that is registered: tags, plan, priority, date.</summary>
    /// <returns>Whether that was new.</returns>
    public Task<bool> DescribeAsync(RegistryRepository told, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(async () =>
        {
            if (await rows.GetAsync(told.Hash, cancellationToken) is not { } row)
                return false;
            var next = row with
            {
                TagsCount = told.TagsCount,
                CreatedAt = told.CreatedAt,
                Plan = told.Plan,
                Priority = told.Priority,
                NotBefore = told.NotBefore,
            };
            if (next == row)
                return false;
            await writer.PlaceAsync(row, next with { UpdatedAt = time.GetUtcNow() }, cancellationToken);
            return true;
        });

    /// <summary>Writes a line of history that moves nothing; one for a repository that is not registered is dropped.</summary>
    public Task NoteAsync(string hash, string sentence, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(async () =>
        {
            if (await rows.GetAsync(hash, cancellationToken) is { } row)
                await writer.NoteAsync(row, row, sentence, cancellationToken);
        });

    /// <summary>Brings a repository to the place that the settings and the clock say now.</summary>
    /// <returns>The row, at that place; null when there is none.</returns>
    public Task<RegistryRepository?> RefileAsync(string hash, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(async () =>
        {
            var row = await rows.GetAsync(hash, cancellationToken);
            if (row is null || writer.IsWhereItBelongs(row))
                return row;
            await writer.PlaceAsync(row, row, cancellationToken);
            return await rows.GetAsync(hash, cancellationToken);
        });

    /// <summary>Whether a repository is at the place that the settings and the clock say now.</summary>
    public bool IsWhereItBelongs(RegistryRepository row) => writer.IsWhereItBelongs(row);

    /// <summary>Most polls find what the one before found.</summary>
    private static bool SaysNothingNew(RegistryRepository row, Verdict verdict) =>
        verdict.Event is null && !verdict.IsKept && !verdict.CancelRefused && verdict.IsTrouble == (row.Trouble is not null);
}
