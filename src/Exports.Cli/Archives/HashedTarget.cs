using System.Security.Cryptography;

namespace Exports.Cli.Archives;

/// <summary>Writes and hashes the same bytes.</summary>
internal sealed class HashedTarget(Stream target, IncrementalHash hash)
{
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await target.WriteAsync(bytes, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DiskErrors.Describe((target as FileStream)?.Name ?? "output", exception);
        }

        hash.AppendData(bytes.Span);
    }
}
