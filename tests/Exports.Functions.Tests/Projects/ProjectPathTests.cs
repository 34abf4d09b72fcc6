using Exports.Functions.Projects;
using Exports.Functions.Shared.Http;

namespace Exports.Functions.Tests.Projects;

public class ProjectPathTests
{
    [Theory]
    [InlineData("name")]
    [InlineData("group/name")]
    [InlineData("a/b/c/d")]
    [InlineData("A-b_c.d/1.2.3")]
    [InlineData("...")]
    [InlineData("group/123")]
    public void Parse_LegalPath_KeepsIt(string path) => Assert.Equal(path, ProjectPath.Parse(path).Value);

    [Theory]
    [InlineData("")]
    [InlineData("/name")]
    [InlineData("name/")]
    [InlineData("group//name")]
    [InlineData("group name")]
    [InlineData("group\\name")]
    [InlineData("gröup/name")]
    [InlineData("name\n")]
    [InlineData("group/..")]
    [InlineData("./name")]
    [InlineData("a%2Fb")]
    [InlineData("123")]
    public void Parse_IllegalPath_IsABadRequest(string path)
    {
        var refusal = Assert.Throws<ApiException>(() => ProjectPath.Parse(path));

        Assert.Equal(400, refusal.Status);
        Assert.StartsWith("400 Bad request - path ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_LongestPath_IsLegalAndOneMoreIsNot()
    {
        Assert.NotNull(ProjectPath.TryParse(new string('a', ProjectPath.MaxLength)));
        Assert.Null(ProjectPath.TryParse(new string('a', ProjectPath.MaxLength + 1)));
    }

    [Theory]
    [InlineData("name", "", "name")]
    [InlineData("a/b/c", "a/b", "c")]
    public void Slug_AndNamespace_AreTheTwoEnds(string path, string space, string slug)
    {
        Assert.Equal(space, ProjectPath.Parse(path).Namespace);
        Assert.Equal(slug, ProjectPath.Parse(path).Slug);
    }
}
