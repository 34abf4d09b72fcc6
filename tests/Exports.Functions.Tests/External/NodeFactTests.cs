using Exports.TestKit.Hosting;

namespace Exports.Functions.Tests;

/// <summary>Packages that are missing or stale are a reason to skip, and it is said which.</summary>
public sealed class NodeFactTests
{
    [Theory]
    [InlineData(null, "needs @a/b 1.2.3 and finds none: run 'npm ci' in tests/node")]
    [InlineData("1.2.2", "needs @a/b 1.2.3 and finds 1.2.2: run 'npm ci' in tests/node")]
    [InlineData("1.2.3", null)]
    public void Lack_PackageAsItIsInstalled_SaysWhatIsMissing(string? installed, string? expected)
    {
        using var folder = new TempDataFolder();
        File.WriteAllText(folder.File("package.json"), """{"dependencies":{"@a/b":"1.2.3"}}""");
        if (installed is not null)
        {
            Directory.CreateDirectory(folder.File("node_modules/@a/b"));
            File.WriteAllText(folder.File("node_modules/@a/b/package.json"), $$"""{"version":"{{installed}}"}""");
        }

        Assert.Equal(expected, NodeFactAttribute.Lack(folder.Path, "@a/b"));
    }

    [Fact]
    public void Lack_PackageThatNobodyDeclares_SaysSo()
    {
        using var folder = new TempDataFolder();

        Assert.Equal("@a/b is no dependency of tests/node", NodeFactAttribute.Lack(folder.Path, "@a/b"));
    }
}
