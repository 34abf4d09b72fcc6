using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Exports.Functions.Projects.Manifests;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Blobs;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Projects.Commits;

/// <summary>
/// One commit of many files from a tar stream. The stream is read in order while some of its contents are being uploaded, so memory holds
/// a few contents, never the stream. The tree changes only when all of it has arrived.
/// </summary>
internal sealed class TarCommitter(ContentContainer contents, TreeCommitter committer, IOptions<ProjectOptions> options)
{
    /// <exception cref="ApiException">
    /// As <see cref="TarContents"/> and <see cref="TreeCommitter"/> say. Nothing is committed then.
    /// </exception>
    public async Task<CommitResponse> CommitAsync(long projectId, LimitedReadStream body, CancellationToken cancellationToken)
    {
        var tar = new TarContents(body, options.Value.ContentBufferBytes);
        var changes = await UploadAsync(tar, cancellationToken);
        var row = await committer.CommitAsync(projectId, changes, cancellationToken);
        return new CommitResponse(row.ManifestHash, changes.Count, row.FileCount, row.TotalBytes, tar.Skipped);
    }

    private async Task<ChangeSet> UploadAsync(TarContents tar, CancellationToken cancellationToken)
    {
        var stored = new ConcurrentQueue<(long Index, ManifestEntry Entry)>();
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Value.ParallelUploads,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(Numbered(tar, cancellationToken), parallel, async (file, cancellation) =>
            stored.Enqueue((file.Index, await StoreAsync(file.File, cancellation))));

        var changes = new ChangeSet();
        // A name that comes twice means its last occurrence, as in every tar.
        foreach (var (_, entry) in stored.OrderBy(item => item.Index))
        {
            changes.Put(entry);
        }

        return changes;
    }

    private static async IAsyncEnumerable<(long Index, TarredFile File)> Numbered(
        TarContents tar, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long index = 0;
        await foreach (var file in tar.ReadAsync(cancellationToken))
        {
            yield return (index++, file);
        }
    }

    private async Task<ManifestEntry> StoreAsync(TarredFile file, CancellationToken cancellationToken)
    {
        await using var content = file.Content;
        await contents.PutAsync(content.Sha256, content.Stream, cancellationToken);
        return new ManifestEntry(file.Path, content.Bytes, content.Sha256, file.Mode);
    }
}
