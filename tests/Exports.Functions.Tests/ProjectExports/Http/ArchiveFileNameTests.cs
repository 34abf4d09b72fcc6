using Exports.Functions.ProjectExports.Http;
using Exports.Functions.Projects;

namespace Exports.Functions.Tests.ProjectExports.Http;

public class ArchiveFileNameTests
{
    [Theory]
    [InlineData("name", "name_export.tar.gz")]
    [InlineData("group/sub/name", "group-sub-name_export.tar.gz")]
    [InlineData(".github", ".github_export.tar.gz")]
    public void Of_Path_HasDashesForSlashes(string path, string expected) => Assert.Equal(expected, ArchiveFileName.Of(path));

    [Fact]
    public void Of_LongestPath_KeepsItsEndWithinTheLimit()
    {
        var path = $"{new string('g', ProjectPath.MaxLength - 5)}/name";

        var name = ArchiveFileName.Of(path);

        Assert.Equal(ArchiveFileName.MaxLength, name.Length);
        Assert.EndsWith("g-name_export.tar.gz", name, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_CutBeforeADot_MakesNoHiddenFile()
    {
        var end = new string('n', ArchiveFileName.MaxLength - "_export.tar.gz".Length - 2);

        Assert.Equal($"{end}_export.tar.gz", ArchiveFileName.Of($"group/.{end}"));
    }
}
