using Exports.Cli.Commands;

namespace Exports.Functions.Tests.Cli.Commands;

public sealed class ProjectPathTests
{
    [Theory]
    [InlineData("/home/me/site", "site")]
    [InlineData("/home/me/site/", "site")]
    [InlineData("/home/my folder (2)", "my-folder--2")]
    [InlineData("/home/.config", "config")]
    [InlineData("/home/2026", "folder-2026")]
    [InlineData("/home/über", "ber")]
    [InlineData("/home/日本", "folder")]
    [InlineData("/", "folder")]
    public void FromFolder_AnyName_BecomesAPathTheServerTakes(string folder, string expected)
    {
        var path = ProjectPath.FromFolder(folder);

        Assert.Equal(expected, path);
        Assert.NotNull(Exports.Functions.Projects.ProjectPath.TryParse(path));
    }

    [Fact]
    public void WithRandomSuffix_LongestName_StaysBelowTheServersLimit()
    {
        var path = ProjectPath.FromFolder("/" + new string('a', 255));

        Assert.NotNull(Exports.Functions.Projects.ProjectPath.TryParse(ProjectPath.WithRandomSuffix(path)));
        Assert.NotEqual(ProjectPath.WithRandomSuffix(path), ProjectPath.WithRandomSuffix(path));
    }
}
