using Exports.Functions.Storage.Tables;

namespace Exports.Functions.RegistryImports.Enqueuing;

/// <summary>
/// Removes places that their repository has left. A young one may be the first half of a move that is under way: the place is written
/// before the row, so it is left alone.
/// </summary>
internal sealed class DanglingPlaces(RegistryPlaceTable places, TimeProvider time)
{
    /// <summary>Several times the longest request.</summary>
    internal static readonly TimeSpan SafeAge = TimeSpan.FromMinutes(15);

    /// <returns>Whether it was removed.</returns>
    public async Task<bool> RemoveAsync(FoundPlace found, RegistryRepository? row, CancellationToken cancellationToken)
    {
        if (row?.Place == found.Place || time.GetUtcNow() - found.WrittenAt < SafeAge)
            return false;
        await places.RemoveAsync(found, cancellationToken);
        return true;
    }
}
