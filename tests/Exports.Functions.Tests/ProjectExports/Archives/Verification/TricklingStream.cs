using Exports.Functions.ProjectExports.Archives.Verification;

namespace Exports.Functions.Tests.ProjectExports.Archives.Verification;

/// <summary>Gives at most so many bytes per read, as a network does.</summary>
internal sealed class TricklingStream(byte[] content, int most) : ReadOnlyStream
{
    private int _position;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var taken = Math.Min(Math.Min(buffer.Length, most), content.Length - _position);
        content.AsMemory(_position, taken).CopyTo(buffer);
        _position += taken;
        return ValueTask.FromResult(taken);
    }
}
