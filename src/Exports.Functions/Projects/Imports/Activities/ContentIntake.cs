using System.Security.Cryptography;
using System.Threading.Channels;
using Exports.Functions.Projects.Manifests;
using Exports.Functions.Storage.Blobs;

namespace Exports.Functions.Projects.Imports.Activities;

/// <summary>
/// Stores contents as they come out of an archive: small ones several at a time, large ones block by block. Memory holds the small
/// contents in flight and one block. Nothing is stored under a hash that it does not have; the archive's reader says so by itself.
/// </summary>
internal sealed class ContentIntake : IAsyncDisposable
{
    private readonly ContentContainer _contents;
    private readonly ProjectOptions _options;
    private readonly CancellationTokenSource _stop;
    private readonly Channel<(string Sha256, byte[] Content)> _small = Channel.CreateBounded<(string, byte[])>(1);
    private readonly Task _uploading;

    public ContentIntake(ContentContainer contents, ProjectOptions options, CancellationToken cancellationToken)
    {
        _contents = contents;
        _options = options;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _uploading = UploadAsync();
    }

    public async Task TakeAsync(ManifestEntry file, Stream content, CancellationToken cancellationToken)
    {
        if (file.Bytes > _options.ContentBufferBytes)
        {
            await _contents.PutBlocksAsync(file.Sha256, file.Bytes, content, cancellationToken);
            return;
        }

        var buffer = new byte[file.Bytes];
        var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length == buffer.Length && Convert.ToHexStringLower(SHA256.HashData(buffer)) == file.Sha256)
            await _small.Writer.WriteAsync((file.Sha256, buffer), cancellationToken);
    }

    /// <summary>Waits until everything taken is stored.</summary>
    public Task CompleteAsync()
    {
        _small.Writer.TryComplete();
        return _uploading;
    }

    public async ValueTask DisposeAsync()
    {
        _small.Writer.TryComplete();
        await _stop.CancelAsync();
        // A failure has been thrown where it mattered: by CompleteAsync, or out of TakeAsync.
        await _uploading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task UploadAsync()
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.ParallelUploads, CancellationToken = _stop.Token };
        try
        {
            await Parallel.ForEachAsync(_small.Reader.ReadAllAsync(_stop.Token), parallel, StoreAsync);
        }
        catch (Exception failure)
        {
            // Whoever brings the next content is told.
            _small.Writer.TryComplete(failure);
            throw;
        }
    }

    private async ValueTask StoreAsync((string Sha256, byte[] Content) small, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(small.Content, writable: false);
        await _contents.PutAsync(small.Sha256, content, cancellationToken);
    }
}
