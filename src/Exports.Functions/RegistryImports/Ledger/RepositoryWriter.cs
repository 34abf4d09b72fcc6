using Exports.Functions.RegistryImports.Rules;
using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports.Ledger;

/// <summary>
/// Writes the next version of a repository that was read: the new place first, then row and history in one transaction, then the old place
/// goes. It decides nothing: a refused condition rises, and who calls reads and decides again.
/// </summary>
internal sealed class RepositoryWriter(
    RegistryRepositoryTable rows,
    RegistryPlaceTable places,
    RegistryControlTable counts,
    TimeProvider time,
    IOptions<RegistryImportOptions> options)
{
    /// <summary>Whether a repository is at the place that the settings and the clock say now.</summary>
    public bool IsWhereItBelongs(RegistryRepository row) => PlaceOf(row) == row.Place;

    /// <summary>Writes the version that a verdict leads to; where the transition table refuses it, only that in the history.</summary>
    /// <returns>The row as it then is.</returns>
    public async Task<RegistryRepository?> MoveAsync(
        RegistryRepository row, RegistryRepository? next, Verdict verdict, CancellationToken cancellationToken)
    {
        if (next is null)
        {
            await NoteAsync(row, row, $"Refused {verdict.Event} in {row.State}. {verdict.Sentence}", cancellationToken);
            return row;
        }

        var place = PlaceOf(next);
        var moved = next with
        {
            PlacePartition = place.Partition,
            PlaceRow = place.Row,
            Notes = row.Notes + 1,
            UpdatedAt = time.GetUtcNow(),
        };
        var note = NoteOf(row, moved, verdict.Event, verdict.Sentence);
        await places.MoveAsync(row.Place, place, () => rows.UpdateAsync(moved, note, cancellationToken), cancellationToken);
        if (moved.State != row.State)
            await counts.CountAsync(row.Hash, row.State, moved.State, 1, cancellationToken);
        return await rows.GetAsync(row.Hash, cancellationToken);
    }

    /// <summary>Writes a version that changes neither state nor place, with a line of history.</summary>
    public Task NoteAsync(RegistryRepository row, RegistryRepository next, string sentence, CancellationToken cancellationToken)
    {
        var noted = next with { Notes = row.Notes + 1 };
        return rows.UpdateAsync(noted, NoteOf(row, noted, null, sentence), cancellationToken);
    }

    /// <summary>Writes a version that changes no state, at the place that is right for it.</summary>
    public async Task PlaceAsync(RegistryRepository row, RegistryRepository next, CancellationToken cancellationToken)
    {
        var place = PlaceOf(next);
        var placed = next with { PlacePartition = place.Partition, PlaceRow = place.Row };
        await places.MoveAsync(row.Place, place, () => rows.UpdateAsync(placed, cancellationToken), cancellationToken);
    }

    private RepositoryPlace PlaceOf(RegistryRepository row) => RepositoryPlaces.Of(row, time.GetUtcNow(), options.Value);

    private RepositoryNote NoteOf(RegistryRepository row, RegistryRepository next, RepositoryEvent? happening, string sentence) =>
        new(next.Notes, time.GetUtcNow(), next.Attempt, happening, row.State, next.State, sentence);
}
