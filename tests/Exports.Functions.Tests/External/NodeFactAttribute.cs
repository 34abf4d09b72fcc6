using System.Text.Json.Nodes;

namespace Exports.Functions.Tests;

/// <summary>
/// A test that runs a package of <c>tests/node</c>. Skipped where Node.js is missing, or the package in the version that
/// <c>package.json</c> names (<c>npm ci</c>); with <c>REQUIRE_EXTERNAL=1</c>, as in CI, it runs and fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    /// <param name="package">Its name, as <c>package.json</c> has it.</param>
    public NodeFactAttribute(string package)
    {
        if (Environment.GetEnvironmentVariable("REQUIRE_EXTERNAL") != "1")
            Skip = External.Find("node") is null ? "needs Node.js" : Lack(GitLabClientTests.Folder, package);
    }

    /// <summary>What has to be done before the package can be used; null for nothing.</summary>
    internal static string? Lack(string folder, string package)
    {
        var wanted = Read(Path.Combine(folder, "package.json"))?["dependencies"]?[package]?.GetValue<string>();
        var installed = Read(Path.Combine(folder, "node_modules", package, "package.json"))?["version"]?.GetValue<string>();
        if (wanted is null)
            return $"{package} is no dependency of tests/node";
        return installed == wanted ? null : $"needs {package} {wanted} and finds {installed ?? "none"}: run 'npm ci' in tests/node";
    }

    private static JsonNode? Read(string file) => File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file)) : null;
}
