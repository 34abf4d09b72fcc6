using Exports.Functions.Tests.Http;
using Exports.Functions.Tests.ProjectExports.Archives.Verification;
using Exports.Functions.Tests.Projects.Imports.Scenarios;

namespace Exports.Functions.Tests.Projects.Imports.Http;

public sealed class ImportRateLimitTests
{
    [Fact]
    public async Task Import_SeventhInAMinute_Is429WithItsHeadersAndLeavesNothing()
    {
        await using var import = await ImportScenario.StartAsync(settings: ("RateLimits__ImportsPerMinute", "6"));
        var archive = ArchiveBuilder.Sound().Archive();
        for (var number = 1; number <= 5; number++)
            await import.ScheduleAsync(archive, $"group/p{number}");
        using var remote = await import.FetchAsync("https://nowhere.invalid/archive", "group/remote");
        await remote.ReadJsonAsync(201);
        Assert.Equal("0", Assert.Single(remote.Headers.GetValues("RateLimit-Remaining")));

        using var refused = await import.UploadAsync(archive, "group/p7");

        Assert.StartsWith("429 Too Many Requests - project_import", await refused.ReadErrorAsync(429), StringComparison.Ordinal);
        Assert.Equal("6", Assert.Single(refused.Headers.GetValues("RateLimit-Limit")));
        Assert.NotNull(refused.Headers.RetryAfter);
        import.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await import.ScheduleAsync(archive, "group/p7");
    }
}
