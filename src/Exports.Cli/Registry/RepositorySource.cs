using System.Buffers;
using System.IO.Pipelines;

namespace Exports.Cli.Registry;

/// <summary>
/// A list of repositories in one of three forms, told apart by the first character; read as it is needed, so of any size.
/// </summary>
/// <param name="Unit">What a number counts: <c>line</c> or <c>item</c>.</param>
/// <param name="Lines">The repositories; a wrong one is a <see cref="RepositoryLineException"/>.</param>
internal sealed record RepositorySource(string Unit, IAsyncEnumerable<RepositoryLine> Lines)
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <param name="input">UTF-8; stays open.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<RepositorySource> OpenAsync(Stream input, CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(input, new StreamPipeReaderOptions(leaveOpen: true));
        var first = await FirstAsync(pipe, cancellationToken);
        var content = pipe.AsStream();
        return first switch
        {
            (byte)'[' => new("item", JsonItems.ReadAsync(content, cancellationToken)),
            (byte)'{' => new("line", JsonLines.ReadAsync(content, cancellationToken)),
            _ => new("line", CsvLines.ReadAsync(content, cancellationToken)),
        };
    }

    /// <summary>Removes a byte order mark, and looks at the first character that is no white space without taking it.</summary>
    private static async Task<byte?> FirstAsync(PipeReader pipe, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await pipe.ReadAsync(cancellationToken);
            var start = read.Buffer.FirstSpan.StartsWith(ByteOrderMark) ? read.Buffer.Slice(ByteOrderMark.Length) : read.Buffer;
            var first = FirstOf(start);
            if (first is not null || read.IsCompleted)
            {
                pipe.AdvanceTo(start.Start);
                return first;
            }

            pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static byte? FirstOf(ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
        {
            var at = segment.Span.IndexOfAnyExcept(" \t\r\n"u8);
            if (at >= 0)
            {
                return segment.Span[at];
            }
        }

        return null;
    }
}
