using System.Text;
using Exports.Cli.Folders;

namespace Exports.Cli.Uploads;

/// <summary>Splits a folder into commits whose tar streams stay below the server's body limit.</summary>
internal static class UploadPlan
{
    /// <summary>What the server accepts by default: 90 MB, minus room for the tar stream's end.</summary>
    public const long DefaultCommitBytes = 89_000_000;

    /// <summary>For a server in this process, which takes any length: fewer commits, each still a modest piece of work.</summary>
    public const long LocalCommitBytes = 1L << 30;

    private const int TarBlock = 512;

    /// <summary>Header, extended header, and the extended header's attributes other than the path, each rounded up.</summary>
    private const int EntryOverhead = 4 * TarBlock;

    /// <summary>A file larger than the limit travels alone: only the server knows whether it takes it.</summary>
    public static IEnumerable<IReadOnlyList<FolderFile>> Split(IEnumerable<FolderFile> files, long commitBytes)
    {
        var commit = new List<FolderFile>();
        long bytes = 0;
        foreach (var file in files)
        {
            var size = TarBytes(file);
            if (commit.Count > 0 && bytes + size > commitBytes)
            {
                yield return commit;
                (commit, bytes) = ([], 0);
            }

            commit.Add(file);
            bytes += size;
        }

        if (commit.Count > 0)
        {
            yield return commit;
        }
    }

    /// <summary>An upper bound: the path stands in the header and again in the extended header.</summary>
    private static long TarBytes(FolderFile file) =>
        EntryOverhead + RoundUp(2L * Encoding.UTF8.GetByteCount(file.Path)) + RoundUp(file.Bytes);

    private static long RoundUp(long bytes) => (bytes + TarBlock - 1) / TarBlock * TarBlock;
}
