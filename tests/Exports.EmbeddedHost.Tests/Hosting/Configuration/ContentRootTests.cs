using Exports.EmbeddedHost.Hosting.Configuration;
using Exports.TestKit.Hosting;

namespace Exports.EmbeddedHost.Tests.Hosting.Configuration;

public sealed class ContentRootTests : IDisposable
{
    private readonly TempDataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_HostJsonFurtherUp_IsTheNearestFolderThatHasOne()
    {
        var inner = Directory.CreateDirectory(_folder.File("src/app")).FullName;
        File.WriteAllText(_folder.File("host.json"), "{}");
        File.WriteAllText(_folder.File("src/host.json"), "{}");

        Assert.Equal(_folder.File("src"), ContentRoot.Nearest(inner));
    }

    [Fact]
    public void Find_Argument_WinsOverTheSearch() => Assert.Equal(_folder.Path, ContentRoot.Find(["--contentRoot", _folder.Path]));
}
