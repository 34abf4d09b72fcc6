using Azure.Storage.Blobs.Models;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>Puts a block list together.</summary>
internal static class BlockLists
{
    /// <param name="blob">The committed blob; null while there are uncommitted blocks only.</param>
    /// <param name="committed">In the order of the content.</param>
    /// <param name="staged">By id.</param>
    public static BlockList Of(BlobRecord? blob, List<StoredBlock> committed, List<StoredBlock> staged) => new()
    {
        ETag = blob?.ETag ?? default,
        LastModified = blob?.LastModified ?? default,
        ContentType = blob?.Headers.ContentType,
        BlobContentLength = blob?.Length ?? 0,
        CommittedBlocks = committed.ConvertAll(block => block.ToBlock()),
        UncommittedBlocks = staged.ConvertAll(block => block.ToBlock()),
    };
}
