namespace Exports.Functions.ProjectExports.Archives;

/// <summary>Where an archive's bytes come from. The members are called concurrently; streams are disposed by the caller.</summary>
internal interface IArchiveSource
{
    /// <summary>Opens the manifest from a byte offset to its end.</summary>
    Task<Stream> OpenManifestAsync(long offset, CancellationToken cancellationToken);

    /// <summary>
    /// Opens <paramref name="bytes"/> bytes of a content from <paramref name="offset"/> on; what a stream holds beyond them is not
    /// read.
    /// </summary>
    Task<Stream> OpenContentAsync(string sha256, long offset, long bytes, CancellationToken cancellationToken);
}
