using Exports.Functions.RegistryImports.Control;
using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Rules;

namespace Exports.Functions.RegistryImports.Activities;

/// <summary>Writes what an activity found out, and says what is next by the row that came of it.</summary>
internal sealed class AttemptWriter(RepositoryLedger ledger, ControlLedger control, TimeProvider time)
{
    private static readonly Move End = new(MoveKind.End, ImportStep.Import);

    /// <returns>The row if it is active and holds the attempt; else the attempt is over.</returns>
    public async Task<RegistryRepository?> FindAsync(RepositoryKey key, CancellationToken cancellationToken) =>
        await ledger.FindAsync(key.Hash, cancellationToken) is { IsActive: true } row && row.Attempt == key.Attempt ? row : null;

    public async Task<Move> WriteAsync(ImportTurn turn, Verdict verdict, CancellationToken cancellationToken)
    {
        var change = await ledger.ApplyAsync(new(turn.Key, turn.Turn, verdict), cancellationToken);
        if (change is null)
            await ledger.NoteAsync(
                turn.Key.Hash, $"Attempt {turn.Key.Attempt} learnt too late, and it is ignored: {verdict.Sentence}", cancellationToken);
        if (change is not { Row: { IsActive: true } row } applied)
            return End;
        // The waiting time counts from the end of any step; the end of the last one is noted when its slot is freed.
        if (row.State == RepositoryState.PreImportDone)
            await control.ChangeAsync(current => current with { LastStepFinishedAt = time.GetUtcNow() }, cancellationToken);
        // What the registry says now may be another thing than what was written, and the move goes on as it was written.
        return applied.IsRepeat ? row.Next! : verdict.Next;
    }

    /// <summary>What an attempt does whose row or slot is not its own: it says so in the history, and ends.</summary>
    public async Task<Move> EndAsync(ImportTurn turn, CancellationToken cancellationToken)
    {
        await ledger.NoteAsync(
            turn.Key.Hash, $"Attempt {turn.Key.Attempt} is over: the repository, or the slot, is not its own.", cancellationToken);
        return End;
    }
}
