using Exports.Functions.Projects;
using Exports.Functions.Shared.Http;

namespace Exports.Functions.Tests.Projects;

public class FilePathTests
{
    [Theory]
    [InlineData("a%2Fb")]
    [InlineData("100%41")]
    [InlineData("a+b")]
    [InlineData("ü")]
    [InlineData("#")]
    [InlineData("?")]
    [InlineData("dot.")]
    [InlineData("dir./x")]
    [InlineData("by\\x2dlabel.swap")]
    [InlineData("with space/and 'quotes\"")]
    public void Parse_UnusualName_KeepsIt(string path) => Assert.Equal(path, FilePath.Parse(path));

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../b")]
    [InlineData("./a")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("a\0b")]
    [InlineData("a\\..\\b")]
    [InlineData("bad\uFFFDname")]
    public void Parse_PathThatIsNoTreePath_IsABadRequest(string path) => Assert.Equal(400, Assert.Throws<ApiException>(() => FilePath.Parse(path)).Status);
}
