namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>Says of an entry's name that it is dangerous, before anything says that it is merely unknown.</summary>
internal static class EntryName
{
    /// <exception cref="InvalidArchiveException">
    /// The name is absolute, or leads out of the folder that it would be unpacked into.
    /// </exception>
    public static void Check(string name)
    {
        if (name.StartsWith('/') || name.StartsWith('\\') || HasDrive(name))
            throw Unsafe(name, "has an absolute path");
        // A backslash is a legal character of a name, and a separator on Windows.
        if (name.Split('/', '\\').Contains(".."))
            throw Unsafe(name, "has the segment '..' in its path");
    }

    private static bool HasDrive(string name) => name is [var letter, ':', '/' or '\\', ..] && char.IsAsciiLetter(letter);

    private static InvalidArchiveException Unsafe(string name, string fault) =>
        new(ArchiveDefect.UnsafePath, $"The archive's entry '{name}' {fault}.");
}
