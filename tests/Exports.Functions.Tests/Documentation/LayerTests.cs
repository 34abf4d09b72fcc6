using Exports.SignatureList;

namespace Exports.Functions.Tests.Documentation;

/// <summary>The two boxes and the one arrow of docs/architecture.md, where the compiler alone does not hold them.</summary>
public sealed class LayerTests
{
    private static readonly string Sources = Path.Combine(RepositoryRoot.Find(AppContext.BaseDirectory), "src");

    [Fact]
    public void Product_OutsideItsCompositionFile_DoesNotNameTheEmbeddedHost() => Assert.DoesNotContain(
        Files("Exports.Functions").Where(path => !path.Contains(Separated("Embedded"), StringComparison.Ordinal)),
        path => File.ReadAllText(path).Contains("Exports.EmbeddedHost", StringComparison.Ordinal));

    [Fact]
    public void Product_AnyFile_HasNoConditionalCompilation() => Assert.DoesNotContain(
        Files("Exports.Functions").SelectMany(File.ReadLines),
        line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal));

    [Fact]
    public void EmbeddedHost_AnyFile_DoesNotNameTheProduct() => Assert.DoesNotContain(
        Files("Exports.EmbeddedHost"),
        path => File.ReadAllText(path).Contains("Exports.Functions", StringComparison.Ordinal));

    private static IEnumerable<string> Files(string project) =>
        Directory.EnumerateFiles(Path.Combine(Sources, project), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains(Separated("obj"), StringComparison.Ordinal));

    private static string Separated(string folder) => $"{Path.DirectorySeparatorChar}{folder}{Path.DirectorySeparatorChar}";
}
