using Exports.SignatureList.Report;

namespace Exports.SignatureList;

/// <summary>Without arguments renews the lists; with <c>--check</c> changes nothing and ends with 1 when they are stale.</summary>
internal static class EntryPoint
{
    private static int Main(string[] args)
    {
        if (args is not ([] or ["--check"]))
        {
            Console.Error.WriteLine("usage: Exports.SignatureList [--check]");
            return 2;
        }

        var path = Path.Combine(RepositoryRoot.Find(AppContext.BaseDirectory), "docs", "compatibility.md");
        var current = File.ReadAllText(path);
        var renewed = CompatibilityFile.Renew(AppContext.BaseDirectory, current);
        if (args.Length == 0)
        {
            File.WriteAllText(path, renewed);
            return 0;
        }

        if (current == renewed)
        {
            Console.WriteLine("docs/compatibility.md is up to date");
            return 0;
        }

        Console.Error.WriteLine("docs/compatibility.md is stale; renew it with: dotnet run --project tests/Exports.SignatureList");
        foreach (var line in LineDifference.Between(current, renewed))
        {
            Console.Error.WriteLine(line);
        }

        return 1;
    }
}
