using Exports.Functions.RegistryImports.Enqueuing;
using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports.Filing;

/// <summary>
/// Walks over all places for ever, a bounded slice each run: what a changed setting wants elsewhere is filed anew, places that lead
/// nowhere are removed, and at the end of each walk the counts are put right. A walk for changed settings goes on in larger slices.
/// </summary>
internal sealed class ImportFiling(
    RegistryControlTable control,
    RegistryPlaceTable places,
    RepositoryLedger ledger,
    DanglingPlaces dangling,
    IOptions<RegistryImportOptions> options)
{
    internal const int Slice = 5_000;
    internal const int UrgentSlice = 50_000;

    private const int PageSize = 1000;
    private const int AtOnce = 32;

    public async Task<FilingCounts> RunOnceAsync(CancellationToken cancellationToken)
    {
        var counts = new FilingCounts();
        if (!options.Value.Enabled)
            return counts;

        var pass = (await control.GetFilingAsync(cancellationToken)).Continue(FilingSettings.Fingerprint(options.Value));
        var slice = pass.IsUrgent ? UrgentSlice : Slice;
        while (!pass.IsOver && counts.Examined < slice)
            pass = await WalkAsync(pass, counts, cancellationToken);

        // Nothing is registered: there is nothing to remember.
        if (counts.Examined == 0 && pass.Counts.Count == 0)
            return counts;

        try
        {
            await control.PutFilingAsync(pass, cancellationToken);
        }
        catch (Exception other) when (StorageErrors.IsRefused(other))
        {
            // Another run was faster. Both did good; the walk goes on from where that one is.
            return counts;
        }

        if (pass.IsOver)
            await RecountAsync(pass, counts, cancellationToken);
        return counts;
    }

    /// <summary>Deals with one page of places.</summary>
    private async Task<FilingPass> WalkAsync(FilingPass pass, FilingCounts counts, CancellationToken cancellationToken)
    {
        var range = new PlaceRange(RepositoryPlaces.All[pass.Range], After: pass.After);
        var page = await places.ReadAsync(range, PageSize, cancellationToken);
        var found = new RegistryRepository?[page.Count];
        await Parallel.ForEachAsync(
            page.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (numbered, token) => found[numbered.Index] = await ledger.FindAsync(numbered.Item.Hash, token));

        foreach (var (number, place) in page.Index())
            await SettleAsync(place, found[number], pass, counts, cancellationToken);
        counts.Examined += page.Count;
        return page.Count < PageSize ? pass with { Range = pass.Range + 1, After = null } : pass with { After = page[^1].Place.Row };
    }

    private async Task SettleAsync(
        FoundPlace place, RegistryRepository? row, FilingPass pass, FilingCounts counts, CancellationToken cancellationToken)
    {
        if (row is null || row.Place != place.Place)
        {
            counts.Removed += await dangling.RemoveAsync(place, row, cancellationToken) ? 1 : 0;
            return;
        }

        if (row.State == RepositoryState.Default && (await ledger.RefileAsync(row.Hash, cancellationToken))?.Place != place.Place)
            counts.Refiled++;
        else
            pass.Count(RegistryControlTable.Shard(row.Hash), StoredName.Of(row.State));
    }

    private async Task RecountAsync(FilingPass pass, FilingCounts counts, CancellationToken cancellationToken)
    {
        foreach (var (shard, states) in pass.Counts)
            await control.PutCountsAsync(shard, states, cancellationToken);
        counts.Recounted = true;
    }
}
