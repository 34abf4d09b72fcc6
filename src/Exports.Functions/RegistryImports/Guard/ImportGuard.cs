using Exports.Functions.RegistryImports.Control;
using Exports.Functions.RegistryImports.Enqueuing;
using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.RegistryImports.Rules;
using Exports.Functions.Shared;
using Exports.Functions.Shared.Durable;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports.Guard;

/// <summary>
/// Looks after what is active: it asks the registry for the true status of what takes long and tells the repository's orchestration what
/// to do. It never changes a repository itself. Its cost is the number of slots in use, at most 40.
/// </summary>
internal sealed class ImportGuard(
    ControlLedger control,
    RepositoryLedger ledger,
    IRegistryClient registry,
    TimeProvider time,
    IOptions<RegistryImportOptions> options,
    ILogger<ImportGuard> logger)
{
    /// <summary>A registry that lets every question time out must not make a run longer than a function may take.</summary>
    internal const int AtOnce = 8;

    public async Task<GuardCounts> RunOnceAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var slots = (await control.GetAsync(cancellationToken)).Slots;
        return GuardCounts.Sum(await slots.SelectAsync(AtOnce, (slot, token) => TryLookAfterAsync(slot, client, token), cancellationToken));
    }

    private async Task<GuardCounts> TryLookAfterAsync(SlotHolder slot, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var counts = new GuardCounts();
        try
        {
            await LookAfterAsync(slot, counts, client, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One repository that cannot be dealt with must not keep the others from being.
            counts.Errors++;
            logger.LogError(failure, "The guard could not look after {Hash}; the next run tries again", slot.Hash);
        }

        return counts;
    }

    private async Task LookAfterAsync(SlotHolder slot, GuardCounts counts, DurableTaskClient client, CancellationToken cancellationToken)
    {
        // Orchestration first: one that ends the attempt between the two reads is then seen as alive, and the row as ended.
        var isRunning = await client.IsRunningAsync(slot.Hash, cancellationToken);
        var row = await ledger.FindAsync(slot.Hash, cancellationToken);
        if (row is { IsActive: true } && row.Attempt == slot.Attempt)
        {
            counts.Active++;
            await (isRunning ? WatchAsync(row, counts, client, cancellationToken) : RestartAsync(row, counts, client, cancellationToken));
        }
        else if (!isRunning && time.GetUtcNow() - slot.Since > options.Value.GuardAfter)
        {
            await control.ChangeAsync(current => current.GiveBack(slot.Hash, slot.Attempt, time.GetUtcNow()), cancellationToken);
            counts.SlotsFreed++;
        }
    }

    private async Task RestartAsync(
        RegistryRepository row, GuardCounts counts, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var key = new RepositoryKey(row.Hash, row.Path, row.Attempt);
        if (await ImportStarter.StartAsync(new(key, PollSettings.From(options.Value), row.Turn), client, cancellationToken))
            counts.Restarted++;
    }

    private async Task WatchAsync(RegistryRepository row, GuardCounts counts, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (!GuardRules.IsDue(row, time.GetUtcNow(), options.Value))
            return;

        counts.Asked++;
        var answer = await registry.GetStatusAsync(row.Path, cancellationToken);
        switch (GuardRules.Decide(row, answer, time.GetUtcNow(), options.Value))
        {
            case GuardVerdict.Cancel:
                counts.Cancelled++;
                await ledger.NoteAsync(
                    row.Hash, $"The guard wants its step cancelled, which took too long. {answer.Sentence}", cancellationToken);
                await TellAsync(row, ImportMessageKind.Cancel, client, cancellationToken);
                break;
            case GuardVerdict.Reconcile:
                counts.Reconciled++;
                await TellAsync(row, ImportMessageKind.Look, client, cancellationToken);
                break;
        }
    }

    private static Task<bool> TellAsync(
        RegistryRepository row, ImportMessageKind kind, DurableTaskClient client, CancellationToken cancellationToken) =>
        ImportStarter.TryTellAsync(row.Hash, new ImportMessage(kind, row.Attempt, Step: row.LiveStep), client, cancellationToken);
}
