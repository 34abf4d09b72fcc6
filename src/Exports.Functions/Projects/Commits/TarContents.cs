using System.Formats.Tar;
using System.Runtime.CompilerServices;
using Exports.Functions.Projects.Manifests;
using Exports.Functions.Shared.Http;

namespace Exports.Functions.Projects.Commits;

/// <summary>
/// The regular files of a tar stream (ustar, pax, GNU), each read into a buffer before the next. Everything else is listed in
/// <see cref="Skipped"/>. A stream without the mark of its end has been cut, and is refused.
/// </summary>
internal sealed class TarContents(LimitedReadStream body, int memoryBytes)
{
    /// <summary>
    /// An entry's headers together, extended ones included: the tar reader takes them into memory whole, whatever length they claim.
    /// </summary>
    internal const int MaxHeaderBytes = 1 << 20;

    private readonly List<SkippedEntry> _skipped = [];

    /// <summary>What was left out so far.</summary>
    public IReadOnlyList<SkippedEntry> Skipped => _skipped;

    /// <exception cref="ApiException">
    /// 400 for a stream that is no whole tar archive or names an illegal path; 413 for one that is too long.
    /// </exception>
    public async IAsyncEnumerable<TarredFile> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var tar = new TarReader(body, leaveOpen: true);
        while (await NextAsync(tar, cancellationToken) is { } entry)
        {
            if (TarEntryKind.IsRegularFile(entry))
            {
                yield return await BufferAsync(entry, cancellationToken);
                continue;
            }

            await PassAsync(entry, cancellationToken);
            if (!TarEntryKind.IsIgnored(entry))
            {
                _skipped.Add(new SkippedEntry(entry.Name, TarEntryKind.SkipReason(entry)));
            }
        }

        if (body.EndReached)
        {
            throw Malformed("it ends without the two zero blocks that close an archive");
        }
    }

    private async Task<TarEntry?> NextAsync(TarReader tar, CancellationToken cancellationToken)
    {
        body.Hold(MaxHeaderBytes);
        try
        {
            return await tar.GetNextEntryAsync(copyData: false, cancellationToken);
        }
        catch (Exception exception) when (IsDefect(exception))
        {
            throw Malformed(exception.Message, exception);
        }
        finally
        {
            body.Release();
        }
    }

    /// <summary>What the tar reader throws for headers, documented or not: numbers beyond their type come out as they are.</summary>
    private static bool IsDefect(Exception exception) => exception
        is InvalidDataException
        or EndOfStreamException
        or FormatException
        or ArgumentException
        or OverflowException
        or InvalidOperationException;

    /// <summary>Reads what a skipped entry holds, which the next one's headers would be charged with.</summary>
    private static async Task PassAsync(TarEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            await (entry.DataStream ?? Stream.Null).CopyToAsync(Stream.Null, cancellationToken);
        }
        catch (EndOfStreamException exception)
        {
            throw Malformed($"it ends inside '{entry.Name}'", exception);
        }
    }

    private async Task<TarredFile> BufferAsync(TarEntry entry, CancellationToken cancellationToken)
    {
        var path = CheckedPath(entry.Name);
        var executable = entry.Mode.HasFlag(UnixFileMode.UserExecute);
        try
        {
            var content = await BufferedContent.ReadAsync(entry.DataStream ?? Stream.Null, memoryBytes, cancellationToken);
            return new TarredFile(path, executable ? ManifestEntry.ExecutableMode : ManifestEntry.RegularMode, content);
        }
        catch (EndOfStreamException exception)
        {
            throw Malformed($"it ends inside '{path}'", exception);
        }
    }

    // "tar -C folder ." writes every name with ./ in front.
    private static string CheckedPath(string name) => FilePath.Parse(name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name);

    private static ApiException Malformed(string reason, Exception? inner = null) =>
        ApiException.BadRequest($"400 Bad request - the body is not a whole, uncompressed tar archive: {reason}", inner);
}
