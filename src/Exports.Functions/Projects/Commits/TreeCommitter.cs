using Exports.Functions.Projects.Manifests;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Projects.Commits;

/// <summary>
/// Commits changes to a project's tree: merge them into the current manifest, store the outcome as a new manifest, and move the project's
/// row to it under If-Match. Whoever is too late merges again into what the others left, so every commit survives. Contents must be
/// stored before.
/// </summary>
internal sealed class TreeCommitter(
    ProjectTable projects, ManifestContainer manifests, IOptions<ProjectOptions> options, TimeProvider time, ILogger<TreeCommitter> logger)
{
    // Each lost round is another commit's success; this many mean that the caller should come back later.
    private const int MaxRounds = 100;

    // About what a line of a manifest needs; only decides between memory and a temporary file.
    private const int TypicalLineBytes = 192;

    // Spares commits of one process from losing to each other. It decides nothing: another process does not know it.
    private readonly SemaphoreSlim[] _queues = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Applies the changes and returns the project as it is then.</summary>
    /// <exception cref="ApiException">
    /// 400 when the changes contradict each other, 404 when the project is gone, 409 when they contradict the tree or too many others
    /// commit.
    /// </exception>
    public async Task<ProjectRow> CommitAsync(long projectId, ChangeSet changes, CancellationToken cancellationToken)
    {
        changes.Verify();
        var queue = _queues[projectId % _queues.Length];
        await queue.WaitAsync(cancellationToken);
        try
        {
            for (var round = 1; round <= MaxRounds; round++)
            {
                if (await TryCommitAsync(projectId, changes, cancellationToken) is { } row)
                {
                    logger.TreeCommitted(projectId, row.FileCount, changes.Count, round);
                    return row;
                }
            }
        }
        finally
        {
            queue.Release();
        }

        throw ApiException.Conflict("409 Conflict - the project is being changed by too many others; try again");
    }

    /// <summary>
    /// One round; null when another commit was faster or the outcome is uncertain. Either way the next round starts from what is there.
    /// </summary>
    private async Task<ProjectRow?> TryCommitAsync(long projectId, ChangeSet changes, CancellationToken cancellationToken)
    {
        var current = await projects.GetAsync(projectId, cancellationToken) ?? throw ApiException.NotFound("Project");
        var merged = await MergeAsync(current, changes, cancellationToken);
        if (merged.Sha256 == current.ManifestHash)
        {
            return current;
        }

        var next = current with
        {
            ManifestHash = merged.Sha256,
            ManifestBytes = merged.Bytes,
            FileCount = merged.FileCount,
            TotalBytes = merged.TotalBytes,
            UpdatedAt = time.GetUtcNow(),
        };
        // Whoever has read the row a moment ago, an export that is about to pin its tree above all, still needs what it names.
        await manifests.RenewAsync(current.ManifestHash, cancellationToken);
        try
        {
            return await projects.TryUpdateAsync(next, cancellationToken) ? next : null;
        }
        catch (Exception exception) when (StorageErrors.IsUncertain(exception))
        {
            return null;
        }
    }

    private async Task<ManifestSummary> MergeAsync(ProjectRow current, ChangeSet changes, CancellationToken cancellationToken)
    {
        var expected = current.ManifestBytes + (long)changes.Count * TypicalLineBytes;
        await using var output = Spool.Create(expected, options.Value.ContentBufferBytes);
        using var writer = new ManifestWriter(output);
        await using var tree = await manifests.OpenReadAsync(current.ManifestHash, 0, cancellationToken);
        var entries = ManifestReader.ReadAsync(tree, cancellationToken);
        await foreach (var entry in TreeMerge.ApplyAsync(entries, changes.InOrder, cancellationToken))
        {
            await WriteAsync(writer, entry, cancellationToken);
        }

        var summary = await writer.CompleteAsync(cancellationToken);
        await manifests.PutAsync(summary.Sha256, output, cancellationToken);
        return summary;
    }

    private static async ValueTask WriteAsync(ManifestWriter writer, ManifestEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            await writer.WriteAsync(entry, cancellationToken);
        }
        catch (InvalidManifestException conflict)
        {
            throw ApiException.Conflict($"409 Conflict - {conflict.Message}");
        }
    }
}
