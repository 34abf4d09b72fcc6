namespace Exports.Functions.Tests;

/// <summary>
/// A test of the clients in <c>tests/node</c>. Skipped where Node.js or their packages (<c>npm ci</c>) are missing; with
/// <c>REQUIRE_EXTERNAL=1</c>, as in CI, it runs and fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GitLabClientFactAttribute : FactAttribute
{
    public GitLabClientFactAttribute()
    {
        var isReady = External.Find("node") is not null && Directory.Exists(Path.Combine(GitLabClientTests.Folder, "node_modules"));
        if (!isReady && Environment.GetEnvironmentVariable("REQUIRE_EXTERNAL") != "1")
        {
            Skip = "needs Node.js, and 'npm ci' in tests/node";
        }
    }
}
