using System.Text;

namespace Exports.Functions.ProjectExports.Archives.Tar;

/// <summary>
/// A name as a ustar record holds it: at most 155 bytes of prefix, a slash that is not stored, and at most 100 bytes of name.
/// </summary>
internal readonly record struct UstarName(string Prefix, string Name)
{
    public const int MaxPrefix = 155;
    public const int MaxName = 100;

    /// <summary>True when the name needs no extended header: ASCII, and short or divisible at a slash.</summary>
    public static bool TrySplit(string name, out UstarName split)
    {
        split = new UstarName("", name);
        if (!Ascii.IsValid(name))
            return false;
        if (name.Length <= MaxName)
            return true;

        // The first slash that leaves a short enough name gives the shortest prefix.
        var slash = name.IndexOf('/', name.Length - MaxName - 1);
        if (slash is <= 0 or > MaxPrefix)
            return false;
        split = new UstarName(name[..slash], name[(slash + 1)..]);
        return true;
    }

    /// <summary>What a reader without pax support sees: the start of the name, other characters than ASCII as underscores.</summary>
    public static UstarName Abbreviate(string name)
    {
        var start = name.AsSpan(0, Math.Min(name.Length, MaxName)).ToArray();
        for (var i = 0; i < start.Length; i++)
            start[i] = char.IsAscii(start[i]) ? start[i] : '_';
        return new UstarName("", new string(start));
    }
}
