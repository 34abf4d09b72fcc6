using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.RegistryImports.Rules;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports.Activities;

/// <summary>Asks the registry to cancel a step. Nothing follows from its yes but a wait.</summary>
internal sealed class StepCancel(RepositoryLedger ledger, IRegistryClient registry, AttemptWriter writer, IOptions<RegistryImportOptions> options)
{
    public async Task<Move> RunAsync(ImportTurn turn, CancellationToken cancellationToken)
    {
        if (await ledger.AnnounceCancelAsync(turn.Key, turn.Turn, cancellationToken) is not { } row)
            return await writer.EndAsync(turn, cancellationToken);
        // Done before, and its answer lost. Asking again could hit what has started since.
        if (row.Turn >= turn.Turn)
            return row.Next!;

        var answer = await registry.CancelAsync(turn.Key.Path, turn.Asked.Cancel == CancelKind.Force, cancellationToken);
        return await writer.WriteAsync(turn, CancelRules.AfterRequest(answer, turn.Asked, row, options.Value), cancellationToken);
    }
}
