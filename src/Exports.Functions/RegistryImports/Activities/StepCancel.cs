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

        var answer = await registry.CancelAsync(turn.Key.Path, turn.Asked.Cancel == CancelKind.Force, cancellationToken);
        var verdict = CancelRules.AfterRequest(answer, turn.Asked, row, options.Value);
        // Refused now; but an order that was given before may have been taken, and its answer lost.
        return await writer.WriteAsync(turn, isRepeat ? verdict with { CancelRefused = false } : verdict, cancellationToken);
    }
}
