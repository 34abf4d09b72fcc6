using System.Text.Json.Nodes;

namespace Exports.Functions.Tests;

/// <summary>
/// The lock file names every package's file and its hash. Without the file's address <c>npm ci</c> asks for each package's whole list of
/// versions first: twice the requests and three times the bytes in a fresh environment.
/// </summary>
public sealed class NodeLockTests
{
    [Fact]
    public void Lock_EveryPackage_HasItsAddressAtThePublicRegistryAndItsHash()
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(GitLabClientTests.Folder, "package-lock.json")))!;
        var packages = file["packages"]!.AsObject().Where(package => package.Key.Length > 0).ToList();

        Assert.NotEmpty(packages);
        Assert.All(packages, package =>
        {
            Assert.StartsWith("https://registry.npmjs.org/", package.Value!["resolved"]?.GetValue<string>(), StringComparison.Ordinal);
            Assert.StartsWith("sha512-", package.Value["integrity"]?.GetValue<string>(), StringComparison.Ordinal);
        });
    }
}
