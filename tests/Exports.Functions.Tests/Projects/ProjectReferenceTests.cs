using Exports.Functions.Projects;

namespace Exports.Functions.Tests.Projects;

public class ProjectReferenceTests
{
    [Theory]
    [InlineData("7", 7)]
    [InlineData("9007199254740991", 9007199254740991)]
    public void Parse_Digits_AreAnId(string text, long id) => Assert.Equal(new ProjectReference(id, null), ProjectReference.Parse(text));

    [Theory]
    [InlineData("group%2Fname", "group/name")]
    [InlineData("group%2fsub%2Fname", "group/sub/name")]
    [InlineData("name", "name")]
    public void Parse_EncodedPath_IsAPath(string text, string path) => Assert.Equal(path, ProjectReference.Parse(text).Path?.Value);

    [Theory]
    [InlineData("group%252Fname")]
    [InlineData("gr%C3%B6up")]
    [InlineData("99999999999999999999")]
    [InlineData("-1")]
    [InlineData("")]
    public void Parse_AnythingElse_NamesNoProject(string text)
    {
        var reference = ProjectReference.Parse(text);

        // "-1" is a legal path, so it may name a project, but never an id.
        Assert.Null(reference.Id);
        Assert.Equal(text == "-1" ? "-1" : null, reference.Path?.Value);
    }
}
