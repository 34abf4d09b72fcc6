using Exports.Functions.RegistryImports.Enqueuing;
using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.Shared;
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
    ImportRecount recount,
    IOptions<RegistryImportOptions> options)
{
    internal const int Slice = 5_000;
    internal const int UrgentSlice = 50_000;

    /// <summary>A repository that moves costs several writes; a run ends with the page in which it has moved so many.</summary>
    internal const int MaxRefiled = 5_000;

    private const int PageSize = 1000;
    private const int AtOnce = 32;

    public async Task<FilingCounts> RunOnceAsync(CancellationToken cancellationToken)
    {
        var counts = new FilingCounts();
        if (!options.Value.Enabled)
            return counts;

        var pass = (await control.GetFilingAsync(cancellationToken)).Continue(FilingSettings.Fingerprint(options.Value));
        var slice = pass.IsUrgent ? UrgentSlice : Slice;
        while (!pass.IsOver && counts.Examined < slice && counts.Refiled < MaxRefiled)
            pass = await WalkAsync(pass, counts, cancellationToken);

        // Nothing was ever registered: there is nothing to remember.
        if (counts.Examined == 0 && pass.ETag == default)
            return counts;

        if (!await TryRememberAsync(pass, cancellationToken) || !pass.IsOver)
            return counts;
        counts.Corrected = await recount.RunAsync(cancellationToken);
        counts.Recounted = true;
        return counts;
    }

    /// <returns>False when another run was faster. Both did good; the walk goes on from where that one is.</returns>
    private async Task<bool> TryRememberAsync(FilingPass pass, CancellationToken cancellationToken)
    {
        try
        {
            await control.PutFilingAsync(pass, cancellationToken);
            return true;
        }
        catch (Exception other) when (StorageErrors.IsRefused(other))
        {
            return false;
        }
    }

    /// <summary>Deals with one page of places.</summary>
    private async Task<FilingPass> WalkAsync(FilingPass pass, FilingCounts counts, CancellationToken cancellationToken)
    {
        var range = new PlaceRange(RepositoryPlaces.All[pass.Range], After: pass.After);
        var page = await places.ReadAsync(range, PageSize, cancellationToken);
        var outcomes = await page.SelectAsync(AtOnce, SettleAsync, cancellationToken);

        counts.Examined += page.Count;
        counts.Refiled += outcomes.Count(outcome => outcome == PlaceOutcome.Refiled);
        counts.Removed += outcomes.Count(outcome => outcome == PlaceOutcome.Removed);
        return page.Count < PageSize ? pass with { Range = pass.Range + 1, After = null } : pass with { After = page[^1].Place.Row };
    }

    private async Task<PlaceOutcome> SettleAsync(FoundPlace place, CancellationToken cancellationToken)
    {
        var row = await ledger.FindAsync(place.Hash, cancellationToken);
        if (row is null || row.Place != place.Place)
            return await dangling.RemoveAsync(place, row, cancellationToken) ? PlaceOutcome.Removed : PlaceOutcome.Left;
        if (row.State != RepositoryState.Default || ledger.IsWhereItBelongs(row))
            return PlaceOutcome.Left;
        var filed = await ledger.RefileAsync(row.Hash, cancellationToken);
        return filed?.Place == place.Place ? PlaceOutcome.Left : PlaceOutcome.Refiled;
    }
}
