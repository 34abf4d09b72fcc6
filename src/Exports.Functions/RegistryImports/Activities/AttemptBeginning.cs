using Exports.Functions.RegistryImports.Control;
using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.RegistryImports.Rules;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports.Activities;

/// <summary>
/// The first move: a new repository is pre-imported; of any other the registry is asked first, and its true status followed.
/// </summary>
internal sealed class AttemptBeginning(
    RepositoryLedger ledger,
    ControlLedger control,
    IRegistryClient registry,
    AttemptWriter writer,
    IOptions<RegistryImportOptions> options)
{
    public async Task<Move> RunAsync(ImportTurn turn, CancellationToken cancellationToken)
    {
        // Whoever took the slot may have been held up until the guard freed it, and scheduled this all the same.
        if (!(await control.GetAsync(cancellationToken)).Holds(turn.Key.Hash, turn.Key.Attempt))
            return await writer.EndAsync(turn, cancellationToken);

        var row = await ledger.TakeAsync(turn.Key, cancellationToken);
        return row switch
        {
            null or { State: RepositoryState.ImportDone or RepositoryState.ImportSkipped } =>
                await writer.EndAsync(turn, cancellationToken),
            { State: RepositoryState.Default } => new(MoveKind.Start, ImportStep.PreImport),
            // The orchestration that was told is lost.
            { IsActive: true, Unwanted: { } wanted } => new(MoveKind.Cancel, row.LiveStep ?? ImportStep.Import) { Cancel = wanted },
            _ => await ReconcileAsync(turn, row, cancellationToken),
        };
    }

    private async Task<Move> ReconcileAsync(ImportTurn turn, RegistryRepository row, CancellationToken cancellationToken)
    {
        var answer = await registry.GetStatusAsync(turn.Key.Path, cancellationToken);
        // An orchestration that was lost between our cancel and its confirmation: the end of the step is ours and counts, once confirmed.
        var verdict = row.CancelRequestedAt is not null && CancelRules.IsCancelled(answer.Status)
            ? CancelRules.Confirm(new(MoveKind.Cancel, StepOf(answer.Status)), answer.Sentence, options.Value)
            : ReconcileRules.Decide(answer);
        return await writer.WriteAsync(turn, verdict, cancellationToken);
    }

    private static ImportStep StepOf(RegistryStatus? status) =>
        status == RegistryStatus.PreImportCanceled ? ImportStep.PreImport : ImportStep.Import;
}
