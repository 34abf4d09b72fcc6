using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.RegistryImports.Control;

/// <summary>Changes the control row: read, decide, write under its ETag, and again when somebody was faster.</summary>
internal sealed class ControlLedger(RegistryControlTable table)
{
    public Task<ImportControl> GetAsync(CancellationToken cancellationToken) => table.GetAsync(cancellationToken);

    /// <param name="decide">
    /// The next version; the same one when there is nothing to change; null to refuse. It may be asked several times.
    /// </param>
    /// <param name="cancellationToken">Ends the change.</param>
    /// <returns>The row as it then is; null when the decision was to refuse.</returns>
    public Task<ImportControl?> ChangeAsync(Func<ImportControl, ImportControl?> decide, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(async () =>
        {
            var current = await table.GetAsync(cancellationToken);
            var next = decide(current);
            if (next is not null && next != current)
                await table.PutAsync(next, cancellationToken);
            return next;
        });
}
