using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.RegistryImports.Rules;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports.Activities;

/// <summary>Asks the registry to cancel a step. Nothing follows from its yes but a wait.</summary>
internal sealed class StepCancel(
    RepositoryLedger ledger, IRegistryClient registry, AttemptWriter writer, IOptions<RegistryImportOptions> options)
{
    public async Task<Move> RunAsync(ImportTurn turn, CancellationToken cancellationToken)
    {
        if (await ledger.AnnounceCancelAsync(turn.Key, turn.Turn, cancellationToken) is not { Row: var row, IsRepeat: var isRepeat })
            return await writer.EndAsync(turn, cancellationToken);
        // Done before, and its answer lost. Asking again could hit what has started since.
        if (row.Turn >= turn.Turn)
            return row.Next!;

        var isForced = turn.Asked.Cancel == CancelKind.Force && await IsNeitherRunningNorFinishedAsync(turn.Key.Path, cancellationToken);
        var answer = await registry.CancelAsync(turn.Key.Path, isForced, cancellationToken);
        var verdict = CancelRules.AfterRequest(answer, turn.Asked, row, options.Value);
        // Refused now; but an order that was given before may have been taken, and its answer lost.
        return await writer.WriteAsync(turn, isRepeat ? verdict with { CancelRefused = false } : verdict, cancellationToken);
    }

    /// <summary>
    /// Force takes back whatever the record says, a finished import too. What runs stops without it, and should it be finished by then, the
    /// order is refused and nothing is lost.
    /// </summary>
    private async Task<bool> IsNeitherRunningNorFinishedAsync(string path, CancellationToken cancellationToken) =>
        (await registry.GetStatusAsync(path, cancellationToken)).Status is
            RegistryStatus.PreImportComplete or RegistryStatus.PreImportFailed or RegistryStatus.PreImportCanceled
            or RegistryStatus.ImportFailed or RegistryStatus.ImportCanceled;
}
