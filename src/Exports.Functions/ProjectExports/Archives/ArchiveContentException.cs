namespace Exports.Functions.ProjectExports.Archives;

/// <summary>A stored content is not what the manifest says. Reading it again will not help; the archive must not be made.</summary>
/// <param name="path">The file, as the manifest names it.</param>
/// <param name="message">One sentence for the requester.</param>
internal sealed class ArchiveContentException(string path, string message) : Exception(message)
{
    public string Path { get; } = path;
}
