using System.Formats.Tar;
using System.Text.Json;

namespace Exports.Functions.Projects.Commits;

/// <summary>What to do with an entry of a tar stream.</summary>
internal static class TarEntryKind
{
    /// <summary>A file with its bytes in the stream.</summary>
    public static bool IsRegularFile(TarEntry entry) =>
        entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile && !IsSparse(entry);

    /// <summary>
    /// An entry that says nothing of its own: folders come from their files' paths, global attributes from <c>git archive</c>.
    /// </summary>
    public static bool IsIgnored(TarEntry entry) =>
        entry.EntryType is TarEntryType.Directory or TarEntryType.DirectoryList or TarEntryType.GlobalExtendedAttributes;

    public static string SkipReason(TarEntry entry) =>
        IsSparse(entry) ? "sparse_file" : JsonNamingPolicy.SnakeCaseLower.ConvertName(entry.EntryType.ToString());

    // A sparse file's data are its pieces and a map of them, which is not its content.
    private static bool IsSparse(TarEntry entry) =>
        entry.EntryType == TarEntryType.SparseFile
        || (entry is PaxTarEntry pax && pax.ExtendedAttributes.Keys.Any(key => key.StartsWith("GNU.sparse.", StringComparison.Ordinal)));
}
