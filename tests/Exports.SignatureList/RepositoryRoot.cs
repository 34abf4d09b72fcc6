namespace Exports.SignatureList;

/// <summary>Finds the repository from a folder inside it.</summary>
internal static class RepositoryRoot
{
    private const string Mark = "Exports.Functions.sln";

    public static string Find(string start)
    {
        var folder = new DirectoryInfo(start);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Mark)))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"{start} is not inside the repository: no folder above it holds {Mark}.");
    }
}
