using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Projects;

/// <summary>
/// Makes a path lead to an id. Whoever inserts the project's row under that id has the path; a reservation whose row is missing belongs to
/// a creator that is not done yet, or never will be.
/// </summary>
internal sealed class PathReserver(ProjectTable projects, ProjectPathTable paths, ProjectIdAllocator ids)
{
    /// <summary>What the path leads to by now, or null when that changed under our hands: ask again.</summary>
    public async Task<PathReservation?> TryReserveAsync(ProjectPath path, CancellationToken cancellationToken)
    {
        if (await paths.FindAsync(path, cancellationToken) is not { } reservation)
        {
            var fresh = await ids.NextAsync(cancellationToken);
            return await paths.TryReserveAsync(path, fresh, cancellationToken) ? new(fresh, IsFresh: true) : null;
        }

        var holder = await projects.FindAsync(reservation.ProjectId, cancellationToken);
        if (holder is null or { DeletedAt: null })
        {
            return new(reservation.ProjectId, holder);
        }

        var next = await ids.NextAsync(cancellationToken);
        return await paths.TryReassignAsync(path, reservation, next, cancellationToken) ? new(next, IsFresh: true) : null;
    }
}
