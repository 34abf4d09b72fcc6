using Exports.Functions.Projects;
using Exports.Functions.Shared.Http;

namespace Exports.Functions.Tests.Projects;

public class NewProjectTests
{
    [Fact]
    public void From_NamespaceAndPath_JoinsThem()
    {
        var project = NewProject.From(new("name", "group/sub", null, null, null));

        Assert.Equal("group/sub/name", project.Path.Value);
        Assert.Equal("name", project.Name);
    }

    [Fact]
    public void From_EmptyTemplateName_MeansNone() => Assert.Null(NewProject.From(new("name", "", null, null, "")).TemplateName);

    [Theory]
    [InlineData(null, "path is missing")]
    [InlineData("", "path is missing")]
    public void From_NoPath_IsABadRequest(string? path, string expected) => AssertRefused(new(path, null, null, null, null), expected);

    [Theory]
    [InlineData(" ")]
    [InlineData("")]
    [InlineData("two\nlines")]
    public void From_BadName_IsABadRequest(string name) => AssertRefused(new("path", null, name, null, null), "name");

    [Fact]
    public void From_TooLongTexts_AreBadRequests()
    {
        AssertRefused(new("path", null, new string('n', NewProject.MaxNameLength + 1), null, null), "name is longer");
        AssertRefused(new("path", null, null, new string('d', NewProject.MaxDescriptionLength + 1), null), "description is longer");
    }

    private static void AssertRefused(CreateProjectRequest request, string text)
    {
        var refusal = Assert.Throws<ApiException>(() => NewProject.From(request));
        Assert.Equal(400, refusal.Status);
        Assert.Contains(text, refusal.Message, StringComparison.Ordinal);
    }
}
