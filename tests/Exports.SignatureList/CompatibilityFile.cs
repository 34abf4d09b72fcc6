using Exports.SignatureList.Absence;
using Exports.SignatureList.Metadata;
using Exports.SignatureList.Report;
using Exports.SignatureList.Usage;

namespace Exports.SignatureList;

/// <summary><c>docs/compatibility.md</c>: its prose is written by hand, its two lists are read from the compiled assemblies.</summary>
internal static class CompatibilityFile
{
    private const string HostName = "Exports.EmbeddedHost";
    private const string ProductName = "Exports.Functions";

    /// <param name="binaries">Folder with the embedded build of both assemblies and their symbols.</param>
    /// <param name="current">The file's present text.</param>
    /// <returns>The text with both lists renewed.</returns>
    public static string Renew(string binaries, string current)
    {
        using var product = CompiledAssembly.Open(Path.Combine(binaries, ProductName + ".dll"));
        using var host = CompiledAssembly.Open(Path.Combine(binaries, HostName + ".dll"));
        var types = new HostTypes(host);
        var touched = TouchedMembers.Resolve(ProductUsage.Collect(product, HostName), types);
        var text = MarkedFile.Replace(current, "touched", TouchedSection.Lines(host, touched));
        return MarkedFile.Replace(text, "absent", AbsentSection.Lines(new AbsentMembers(types)));
    }
}
