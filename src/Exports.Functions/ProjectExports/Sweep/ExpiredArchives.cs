using Exports.Functions.ProjectExports.Activities;
using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Options;

namespace Exports.Functions.ProjectExports.Sweep;

/// <summary>Removes an archive whose timer was missed, and the index row of a generation that nothing expires any more.</summary>
internal sealed class ExpiredArchives(
    ProjectExportTable table,
    ProjectExportIndexTable index,
    ArchiveRemoval removal,
    TimeProvider time,
    IOptions<ProjectExportOptions> options)
{
    /// <returns>Whether the row is settled and gone.</returns>
    public async Task<bool> RemoveAsync(ProjectExportExpiry expiry, CancellationToken cancellationToken)
    {
        await removal.RunAsync(new(expiry.ProjectId, expiry.Generation), cancellationToken);
        if (!await IsSettledAsync(expiry, cancellationToken))
            return false;
        await index.RemoveAsync(expiry, cancellationToken);
        return true;
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
