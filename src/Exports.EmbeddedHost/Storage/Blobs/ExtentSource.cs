using Azure;
using Microsoft.Win32.SafeHandles;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>Where a reader gets a blob's extents from, as long as it holds its lease.</summary>
/// <param name="files">The files.</param>
/// <param name="loadBytes">Gets the bytes of the extent that starts at some place and has no file; null once they are gone.</param>
/// <param name="lease">Keeps the files.</param>
internal sealed class ExtentSource(BlobFiles files, Func<long, byte[]?> loadBytes, IDisposable lease) : IDisposable
{
    public SafeFileHandle OpenFile(string name) => files.OpenRead(name);

    /// <exception cref="RequestFailedException">412 <c>ConditionNotMet</c>: the version was replaced or deleted.</exception>
    public byte[] BytesOf(Extent extent) => extent.Bytes ?? loadBytes(extent.Start) ?? throw BlobErrors.ConditionNotMet();

    public void Dispose() => lease.Dispose();
}
