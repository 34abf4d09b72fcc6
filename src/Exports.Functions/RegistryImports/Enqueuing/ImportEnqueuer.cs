using Exports.Functions.RegistryImports.Control;
using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Rules;
using Exports.Functions.Storage.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports.Enqueuing;

/// <summary>Fills the free slots, then stops. It may run twice at once: a slot is taken under the control row's ETag.</summary>
internal sealed class ImportEnqueuer(
    ControlLedger control,
    RepositoryLedger ledger,
    ImportCandidates candidates,
    DanglingPlaces dangling,
    TimeProvider time,
    IOptions<RegistryImportOptions> options)
{
    /// <summary>
    /// A run looks at no more than this, so that rows no setting wants any more cannot keep it busy; the next run goes on behind them.
    /// </summary>
    internal const int MaxExamined = 200;

    public async Task<EnqueueCounts> RunOnceAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var counts = new EnqueueCounts { Code = Decide(await control.GetAsync(cancellationToken)).Code };
        if (counts.Code != EnqueueCode.Free)
            return counts;

        await foreach (var candidate in candidates.ReadAsync(cancellationToken))
        {
            if (!await ConsiderAsync(candidate, counts, client, cancellationToken) || ++counts.Examined >= MaxExamined)
                break;
        }

        return counts;
    }

    private EnqueueDecision Decide(ImportControl current) => EnqueuerRules.Decide(current, time.GetUtcNow(), options.Value);

    /// <returns>Whether the next candidate should be looked at.</returns>
    private async Task<bool> ConsiderAsync(
        FoundPlace candidate, EnqueueCounts counts, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var row = await ledger.FindAsync(candidate.Hash, cancellationToken);
        if (row is null || row.Place != candidate.Place)
        {
            await dangling.RemoveAsync(candidate, row, cancellationToken);
            return true;
        }

        if (row.NextTryAt > time.GetUtcNow() || row.NotBefore > time.GetUtcNow())
            return true;
        if (row.State == RepositoryState.Default && await IsSetAsideAsync(row, counts, cancellationToken))
            return true;
        return await TryStartAsync(row, counts, client, cancellationToken);
    }

    /// <summary>
    /// Skips what is too large, and files what waits at the wrong place: what the settings do not want any more, and what has had to wait
    /// for its date and now goes by its priority like the others.
    /// </summary>
    private async Task<bool> IsSetAsideAsync(RegistryRepository row, EnqueueCounts counts, CancellationToken cancellationToken)
    {
        if (!ledger.IsWhereItBelongs(row))
        {
            await ledger.RefileAsync(row.Hash, cancellationToken);
            counts.Refiled++;
            return true;
        }

        if (!EligibilityRules.HasTooManyTags(row, options.Value))
            return false;
        var sentence = $"It has {row.TagsCount} tags, and the limit is {options.Value.MaxTags}.";
        await ledger.ChangeAsync(
            row.Hash,
            now => now.State == RepositoryState.Default ? Verdicts.Skipped(SkipReason.TooManyTags, sentence) : null,
            cancellationToken);
        counts.Skipped++;
        return true;
    }

    private async Task<bool> TryStartAsync(
        RegistryRepository row, EnqueueCounts counts, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var key = new RepositoryKey(row.Hash, row.Path, row.Attempt + 1);
        var isBusy = false;
        var taken = await control.ChangeAsync(current => Take(current, key, out isBusy), cancellationToken);
        if (isBusy)
            return true;
        if (taken is null)
        {
            counts.Code = Decide(await control.GetAsync(cancellationToken)).Code;
            return false;
        }

        if (await ImportStarter.StartAsync(new(key, PollSettings.From(options.Value)), client, cancellationToken))
            counts.Started++;
        else
            await control.ChangeAsync(current => current.GiveBack(key.Hash, key.Attempt, time.GetUtcNow()), cancellationToken);
        return true;
    }

    /// <summary>A slot for the attempt, if one is free at this very moment and the repository has none.</summary>
    private ImportControl? Take(ImportControl current, RepositoryKey key, out bool isBusy)
    {
        isBusy = current.Holds(key.Hash);
        return isBusy || Decide(current).Code != EnqueueCode.Free ? null : current.Take(key.Hash, key.Attempt, time.GetUtcNow());
    }
}
