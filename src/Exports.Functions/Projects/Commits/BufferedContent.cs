using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace Exports.Functions.Projects.Commits;

/// <summary>A content that has been read to its end and hashed on the way, ready for its upload.</summary>
internal sealed class BufferedContent : IAsyncDisposable
{
    private const int CopyBytes = 64 << 10;

    private readonly FileBufferingReadStream _buffer;

    private BufferedContent(FileBufferingReadStream buffer, string sha256)
    {
        _buffer = buffer;
        Sha256 = sha256;
    }

    public string Sha256 { get; }

    public long Bytes => _buffer.Length;

    public Stream Stream => _buffer;

    /// <param name="source">Read to its end and left open; its owner may go on with what follows.</param>
    /// <param name="memoryBytes">Up to here the content stays in memory; above it moves to a temporary file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<BufferedContent> ReadAsync(Stream source, int memoryBytes, CancellationToken cancellationToken)
    {
        var buffer = new FileBufferingReadStream(source, memoryBytes, bufferLimit: null, Path.GetTempPath());
        try
        {
            return new BufferedContent(buffer, await HashAsync(buffer, cancellationToken));
        }
        catch
        {
            await buffer.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _buffer.DisposeAsync();

    private static async Task<string> HashAsync(Stream content, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = ArrayPool<byte>.Shared.Rent(CopyBytes);
        try
        {
            for (int count; (count = await content.ReadAsync(block, cancellationToken)) > 0;)
            {
                hash.AppendData(block.AsSpan(0, count));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
