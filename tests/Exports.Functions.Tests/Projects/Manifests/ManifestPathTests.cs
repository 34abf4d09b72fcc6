using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.Tests.Projects.Manifests;

public sealed class ManifestPathTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("a/b/c")]
    [InlineData("a%2Fb")]
    [InlineData("100%41")]
    [InlineData("a+b")]
    [InlineData("ü")]
    [InlineData("#")]
    [InlineData("?")]
    [InlineData("trailing.")]
    [InlineData("...")]
    [InlineData(".git/config")]
    [InlineData("back\\slash")]
    [InlineData("😀")]
    public void Fault_LegalPath_IsNull(string path) => Assert.Null(ManifestPath.Fault(path));

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("/etc/passwd", "is absolute")]
    [InlineData("a//b", "has an empty segment")]
    [InlineData("a/", "has an empty segment")]
    [InlineData(".", "has a segment '.' or '..'")]
    [InlineData("a/../b", "has a segment '.' or '..'")]
    [InlineData("../a", "has a segment '.' or '..'")]
    [InlineData("a\0b", "contains a NUL character")]
    [InlineData("a\nb", "contains a line feed")]
    public void Fault_IllegalPath_SaysWhy(string path, string expected) =>
        Assert.StartsWith(expected, ManifestPath.Fault(path), StringComparison.Ordinal);

    [Fact]
    public void Fault_HalfASurrogatePair_SaysWhy() => Assert.Equal("is not valid Unicode", ManifestPath.Fault("a\ud800"));

    [Fact]
    public void Fault_LongestPath_CountsBytesOfUtf8()
    {
        Assert.Null(ManifestPath.Fault(new string('ü', ManifestPath.MaxBytes / 2)));
        Assert.Equal("is longer than 4096 bytes", ManifestPath.Fault(new string('ü', ManifestPath.MaxBytes / 2 + 1)));
    }
}
