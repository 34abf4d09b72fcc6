using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Exports.Functions.Projects.Manifests;

/// <summary>Streams a manifest's entries; memory holds a line, never the tree. Order and every field are checked on the way.</summary>
internal static class ManifestReader
{
    /// <summary>Longest line accepted, in bytes: a path of <see cref="ManifestPath.MaxBytes"/> with every byte escaped fits.</summary>
    private const int MaxLineBytes = 32 * 1024;

    /// <summary>Reads to the end of the stream, which stays open.</summary>
    /// <exception cref="InvalidManifestException">A line breaks the format, or the last one has no line feed.</exception>
    public static async IAsyncEnumerable<ManifestEntry> ReadAsync(
        Stream manifest, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var position in ReadPositionsAsync(manifest, cancellationToken))
            yield return position.Entry;
    }

    /// <summary>As <see cref="ReadAsync"/>, with the offset at which a later reader can go on after each entry.</summary>
    public static async IAsyncEnumerable<ManifestPosition> ReadPositionsAsync(
        Stream manifest, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var pipe = PipeReader.Create(manifest, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        var order = new ManifestOrder();
        long offset = 0;
        while (true)
        {
            var read = await pipe.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (TryTakeLine(ref rest, out var line))
            {
                var entry = ManifestLineFormat.Parse(line);
                order.Accept(entry.Path);
                offset += line.Length + 1;
                yield return new ManifestPosition(entry, offset);
            }

            if (rest.Length > MaxLineBytes)
                throw new InvalidManifestException($"A manifest line is longer than {MaxLineBytes} bytes.");
            if (read.IsCompleted)
            {
                if (rest.Length > 0)
                    throw new InvalidManifestException("The manifest ends in the middle of a line.");
                break;
            }

            pipe.AdvanceTo(rest.Start, rest.End);
        }

        await pipe.CompleteAsync();
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> rest, out ReadOnlySequence<byte> line)
    {
        if (rest.PositionOf((byte)'\n') is not { } end)
        {
            line = default;
            return false;
        }

        line = rest.Slice(0, end);
        rest = rest.Slice(rest.GetPosition(1, end));
        return true;
    }
}
