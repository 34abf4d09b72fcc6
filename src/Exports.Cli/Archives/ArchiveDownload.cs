using System.Buffers;
using System.Security.Cryptography;
using Exports.Cli.Api;

namespace Exports.Cli.Archives;

/// <summary>Fetches the archive, hashing while it writes, and goes on where a broken connection stopped.</summary>
internal sealed class ArchiveDownload(ExportsClient client, Action<long> onBytes)
{
    private const int BufferBytes = 1 << 17;
    private const int BarrenAttempts = 4;

    /// <exception cref="CommandException">The bytes are not those the server announced, or cannot be fetched or stored.</exception>
    public async Task FetchAsync(long project, ArchiveAnswer archive, Stream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long done = 0;
        var barren = 0;
        while (done < archive.Size && barren < BarrenAttempts)
        {
            var copied = await CopyAsync(project, done, new HashedTarget(target, hash), cancellationToken);
            barren = copied > 0 ? 0 : barren + 1;
            done += copied;
        }

        var actual = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (done != archive.Size || actual != archive.Sha256)
        {
            throw new CommandException(
                ExitCode.VerificationFailed,
                $"the download has {done} bytes with SHA-256 {actual}; the server announced {archive.Size} bytes with {archive.Sha256}");
        }
    }

    /// <returns>How many bytes arrived before the body, or the connection, ended.</returns>
    private async Task<long> CopyAsync(long project, long offset, HashedTarget target, CancellationToken cancellationToken)
    {
        using var response = await client.DownloadAsync(project, offset, cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        long copied = 0;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            while (await body.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                copied += read;
                onBytes(offset + copied);
            }
        }
        catch (IOException)
        {
            // The connection ended early or was reset: what arrived counts, the caller asks for the rest. The target's errors are none of
            // these.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return copied;
    }
}
