using Exports.Functions.RegistryImports.Control;
using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Rules;

namespace Exports.Functions.RegistryImports.Activities;

/// <summary>
/// Frees the slot, once the row has left the active states. Should it be active still, the slot stays: by it the guard finds the
/// repository, and starts its orchestration again.
/// </summary>
internal sealed class AttemptEnding(RepositoryLedger ledger, ControlLedger control, TimeProvider time)
{
    public async Task RunAsync(RepositoryKey key, CancellationToken cancellationToken)
    {
        var row = await ledger.FindAsync(key.Hash, cancellationToken);
        if (row is { IsActive: true } && row.Attempt == key.Attempt)
            return;

        var failed = row is not null && row.Attempt == key.Attempt ? OutcomeRules.Failed(row) : null;
        await control.ChangeAsync(current => current.Release(key.Hash, key.Attempt, failed, time.GetUtcNow()), cancellationToken);
    }
}
