using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.RegistryImports.Rules;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports.Activities;

/// <summary>
/// Starts a step. The row says so before the registry is asked: a step that runs at the registry is never unknown here. A start that
/// was taken although no answer came is found running by the next one (409, 425).
/// </summary>
internal sealed class StepStart(
    RepositoryLedger ledger, IRegistryClient registry, AttemptWriter writer, IOptions<RegistryImportOptions> options)
{
    public async Task<Move> RunAsync(ImportTurn turn, CancellationToken cancellationToken)
    {
        var row = await AnnounceAsync(turn, cancellationToken);
        if (row is not { IsActive: true })
            return await writer.EndAsync(turn, cancellationToken);
        // Done before. Asking again could start the step a second time.
        if (row.Turn >= turn.Turn)
            return row.Next!;

        var answer = await registry.StartAsync(turn.Key.Path, turn.Asked.Step, cancellationToken);
        return await writer.WriteAsync(turn, StartAnswerRules.Decide(answer, turn.Asked, row, options.Value), cancellationToken);
    }

    /// <summary>Brings the row into the step's state. It is not the turn's change, so a repeat may do it again.</summary>
    private async Task<RegistryRepository?> AnnounceAsync(ImportTurn turn, CancellationToken cancellationToken)
    {
        var (happening, state) = turn.Asked.Step == ImportStep.PreImport
            ? (RepositoryEvent.StartPreImport, RepositoryState.PreImporting)
            : (RepositoryEvent.StartImport, RepositoryState.Importing);
        return await ledger.EnterAsync(turn.Key, turn.Turn, new(happening, state), cancellationToken);
    }
}
