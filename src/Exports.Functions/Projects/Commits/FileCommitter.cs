using Exports.Functions.Projects.Manifests;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Blobs;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Projects.Commits;

/// <summary>Commits of a single file.</summary>
internal sealed class FileCommitter(ContentContainer contents, TreeCommitter committer, IOptions<ProjectOptions> options)
{
    /// <summary>Stores the body as the file's content, new or in place of the old one.</summary>
    public async Task<ManifestEntry> PutAsync(
        long projectId, string path, int mode, LimitedReadStream body, CancellationToken cancellationToken)
    {
        await using var content = await BufferedContent.ReadAsync(body, options.Value.ContentBufferBytes, cancellationToken);
        await contents.PutAsync(content.Sha256, content.Stream, cancellationToken);
        var entry = new ManifestEntry(path, content.Bytes, content.Sha256, mode);
        var changes = new ChangeSet();
        changes.Put(entry);
        await committer.CommitAsync(projectId, changes, cancellationToken);
        return entry;
    }

    /// <summary>Takes the file out of the tree; nothing happens where it is not in it.</summary>
    public async Task RemoveAsync(long projectId, string path, CancellationToken cancellationToken)
    {
        var changes = new ChangeSet();
        changes.Remove(path);
        await committer.CommitAsync(projectId, changes, cancellationToken);
    }
}
