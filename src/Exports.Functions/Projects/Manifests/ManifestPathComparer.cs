namespace Exports.Functions.Projects.Manifests;

/// <summary>
/// The order of a manifest: by the bytes of the UTF-8 form, which is the order of code points.
/// <see cref="StringComparer.Ordinal"/> differs from it where surrogates (D800–DFFF) meet characters above them (E000–FFFF).
/// </summary>
internal sealed class ManifestPathComparer : IComparer<string>
{
    public static readonly ManifestPathComparer Instance = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
            return string.CompareOrdinal(x, y);

        var common = x.AsSpan().CommonPrefixLength(y);
        return common < x.Length && common < y.Length
            ? CodePointRank(x[common]).CompareTo(CodePointRank(y[common]))
            : x.Length.CompareTo(y.Length);
    }

    /// <summary>Moves surrogates, which stand for code points above FFFF, behind every other character.</summary>
    private static int CodePointRank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
}
