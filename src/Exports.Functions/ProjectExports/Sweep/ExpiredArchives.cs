using Exports.Functions.ProjectExports.Activities;
using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Options;

namespace Exports.Functions.ProjectExports.Sweep;

/// <summary>Removes the archives whose timer was missed, and the index rows of generations that nothing expires any more.</summary>
internal sealed class ExpiredArchives(
    ProjectExportTable table, ProjectExportIndexTable index, ArchiveRemoval removal, TimeProvider time, IOptions<ProjectExportOptions> options)
{
    /// <returns>How many index rows were settled.</returns>
    public async Task<int> RemoveAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        await foreach (var expiry in index.ExpiredAsync(time.GetUtcNow(), cancellationToken))
        {
            await removal.RunAsync(new(expiry.ProjectId, expiry.Generation), cancellationToken);
            if (!await IsSettledAsync(expiry, cancellationToken))
                continue;
            await index.RemoveAsync(expiry, cancellationToken);
            removed++;
        }

        return removed;
    }

    /// <summary>
    /// A pinned archive leaves the index; unpinning enters it again under a new generation. A row whose generation is yet
    /// to come is left alone for a while, because it is written before its pointer.
    /// </summary>
    private async Task<bool> IsSettledAsync(ProjectExportExpiry expiry, CancellationToken cancellationToken)
    {
        var pointer = await table.GetArchiveAsync(expiry.ProjectId, cancellationToken);
        if (pointer is not null && pointer.Generation == expiry.Generation && pointer.ExpiresAt == expiry.ExpiresAt)
            return pointer.Pinned || pointer.State is not ProjectExportArchiveState.Available;
        return time.GetUtcNow() - expiry.ExpiresAt >= options.Value.DanglingAfter;
    }
}
