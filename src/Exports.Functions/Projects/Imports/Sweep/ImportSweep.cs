using Exports.Functions.Projects.Imports.Messages;
using Exports.Functions.Shared;
using Exports.Functions.Storage.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Projects.Imports.Sweep;

/// <summary>
/// The safety net under the imports: none stays active for ever, nothing staged is forgotten, no record outlives its time. One run costs
/// the imports under way and the records whose time is over.
/// </summary>
internal sealed class ImportSweep(
    ProjectImportIndexTable index,
    ImportLedger ledger,
    ImportEnder ender,
    ImportCleaner cleaner,
    ImportPruning pruning,
    TimeProvider time,
    IOptions<ImportOptions> options,
    ILogger<ImportSweep> logger)
{
    public async Task<ImportSweepCounts> RunOnceAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var counts = new ImportSweepCounts();
        var rows = new RowByRow("The sweep of imports", logger);
        await foreach (var entry in index.ActiveAsync(cancellationToken))
        {
            counts.Seen++;
            await rows.TryAsync(entry, () => SettleAsync(entry, counts, client, cancellationToken));
        }

        await foreach (var ended in index.EndedBeforeAsync(time.GetUtcNow() - options.Value.Retention, cancellationToken))
            await rows.TryAsync(ended, async () => counts.Pruned += await pruning.PruneAsync(ended, cancellationToken) ? 1 : 0);
        counts.Errors = rows.Errors;
        return counts;
    }

    private async Task SettleAsync(
        ActiveProjectImport entry, ImportSweepCounts counts, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var verdict = await JudgeAsync(entry, client, cancellationToken);
        if (verdict is ImportVerdict.Keep)
            return;
        if (verdict is ImportVerdict.Close)
        {
            counts.Closed++;
            await cleaner.DiscardAsync(entry.ImportId, cancellationToken);
            return;
        }

        counts.Ended++;
        var key = new ImportKey(entry.ProjectId!.Value, entry.ImportId);
        var message = verdict is ImportVerdict.EndLost ? "The import's worker is gone." : "The import was not done within its time.";
        await ender.EndAsync(new(key, message), cancellationToken);
        await cleaner.CloseAsync(key, cancellationToken);
    }

    private async Task<ImportVerdict> JudgeAsync(ActiveProjectImport entry, DurableTaskClient client, CancellationToken cancellationToken)
    {
        // Orchestration first: one that ends its import between the two reads is then seen as alive, and the import as ended.
        var orchestration = await client.GetInstanceAsync(entry.ImportId, cancellationToken);
        var import = entry.ProjectId is { } projectId ? await ledger.FindAsync(new(projectId, entry.ImportId), cancellationToken) : null;
        return ImportSweepRules.Decide(entry, import, orchestration?.RuntimeStatus, time.GetUtcNow(), options.Value);
    }
}
