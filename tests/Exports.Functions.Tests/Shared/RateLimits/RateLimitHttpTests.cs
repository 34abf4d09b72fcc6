using System.Globalization;
using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.Shared.RateLimits;

public sealed class RateLimitHttpTests
{
    private static readonly RateLimitAnswer Free = new(200, null, null, null, null, null, null, null);

    [Fact]
    public async Task Export_SevenInAMinute_SixAreCountedAndTheSeventhIs429WithEveryHeader()
    {
        await using var limited = await RateLimitScenario.StartAsync();
        var now = limited.Host.Clock.GetUtcNow();
        var reset = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)).AddMinutes(1);
        limited.Host.Clock.AdvanceTo(reset.AddSeconds(-22.5));

        for (var used = 1; used <= 6; used++)
            Assert.Equal(new(202, "project_export", 6, used, 6 - used, reset, null, null), await RateLimitAnswer.ReadAsync(limited.ExportAsync()));
        using var refused = await limited.ExportAsync();

        Assert.Equal(
            "429 Too Many Requests - project_export is limited to 6 a minute; try again in 23 seconds", await refused.ReadErrorAsync(429));
        Assert.Equal(
            new(429, "project_export", 6, 7, 0, reset, reset.ToString("r", CultureInfo.InvariantCulture), 23),
            await RateLimitAnswer.ReadAsync(Task.FromResult(refused)));
        Assert.Equal(6, (await limited.Host.Http.GetJsonAsync($"/projects/{limited.Project}/exports")).GetArrayLength());
    }

    [Fact]
    public async Task Export_AfterRetryAfterHasPassed_IsAcceptedAgain()
    {
        await using var limited = await RateLimitScenario.StartAsync(("ExportsPerMinute", "1"));
        await RateLimitAnswer.ReadAsync(limited.ExportAsync());
        var refused = await RateLimitAnswer.ReadAsync(limited.ExportAsync());
        await limited.Host.AdvanceAsync(TimeSpan.FromSeconds(refused.RetryAfter!.Value) - TimeSpan.FromSeconds(1));
        var tooEarly = await RateLimitAnswer.ReadAsync(limited.ExportAsync());
        await limited.Host.AdvanceAsync(TimeSpan.FromSeconds(1));

        var next = await RateLimitAnswer.ReadAsync(limited.ExportAsync());

        Assert.Equal((429, 429), (refused.Status, tooEarly.Status));
        Assert.Equal((202, 1, 0), (next.Status, next.Observed, next.Remaining));
    }

    [Fact]
    public async Task Download_TwiceInAMinute_IsLimitedPerProjectHoweverTheProjectIsNamed()
    {
        await using var limited = await RateLimitScenario.StartWithArchiveAsync();

        var first = await RateLimitAnswer.ReadAsync(limited.DownloadAsync());
        var second = await RateLimitAnswer.ReadAsync(limited.DownloadAsync(project: "limited"));

        Assert.Equal((200, "project_download_export", 1, 0), (first.Status, first.Name, first.Limit, first.Remaining));
        Assert.Equal((429, "project_download_export", 1, 0), (second.Status, second.Name, second.Limit, second.Remaining));
        Assert.InRange(second.RetryAfter!.Value, 1, 60);
    }

    [Fact]
    public async Task Download_OfAnotherProject_HasABudgetOfItsOwn()
    {
        await using var limited = await RateLimitScenario.StartWithArchiveAsync();
        var other = await limited.Host.Http.CreateProjectAsync("other");
        await RateLimitAnswer.ReadAsync(limited.ExportAsync(project: other));
        await limited.Host.SettleAsync();

        Assert.Equal(200, (await RateLimitAnswer.ReadAsync(limited.DownloadAsync())).Status);
        Assert.Equal(200, (await RateLimitAnswer.ReadAsync(limited.DownloadAsync(project: other))).Status);
    }

    [Fact]
    public async Task Download_HeadAndLaterRangesAndUnchanged_AreFree()
    {
        await using var limited = await RateLimitScenario.StartWithArchiveAsync();
        using var whole = await limited.DownloadAsync();
        var tag = whole.Headers.ETag!.Tag;

        Assert.Equal(Free, await RateLimitAnswer.ReadAsync(limited.DownloadAsync(method: HttpMethod.Head)));
        Assert.Equal(Free with { Status = 206 }, await RateLimitAnswer.ReadAsync(limited.DownloadAsync(headers: ("Range", "bytes=1-"))));
        Assert.Equal(Free with { Status = 206 }, await RateLimitAnswer.ReadAsync(limited.DownloadAsync(headers: [("Range", "bytes=1-"), ("If-Range", tag)])));
        Assert.Equal(Free with { Status = 304 }, await RateLimitAnswer.ReadAsync(limited.DownloadAsync(headers: ("If-None-Match", tag))));
        Assert.Equal(Free with { Status = 304 }, await RateLimitAnswer.ReadAsync(limited.DownloadAsync(
            headers: [("If-None-Match", tag), ("If-Modified-Since", whole.Content.Headers.LastModified!.Value.ToString("r"))])));
        Assert.Equal(429, (await RateLimitAnswer.ReadAsync(limited.DownloadAsync(headers: ("Range", "bytes=0-9")))).Status);
        Assert.Equal(429, (await RateLimitAnswer.ReadAsync(limited.DownloadAsync(headers: [("Range", "bytes=1-"), ("If-Range", "\"other\"")]))).Status);
    }

    [Theory]
    [InlineData("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")]
    [InlineData("If-Match", "*")]
    public async Task Download_UnchangedByOneConditionButWantedByAnother_IsCounted(string name, string value)
    {
        await using var limited = await RateLimitScenario.StartWithArchiveAsync();
        using var whole = await limited.DownloadAsync();

        Assert.Equal(429, (await RateLimitAnswer.ReadAsync(
            limited.DownloadAsync(headers: [("If-None-Match", whole.Headers.ETag!.Tag), (name, value)]))).Status);
    }

    [Fact]
    public async Task Download_LaterRangeThatIsNotHonoured_IsCounted()
    {
        await using var limited = await RateLimitScenario.StartWithArchiveAsync();
        using var whole = await limited.DownloadAsync();

        Assert.Equal(429, (await RateLimitAnswer.ReadAsync(limited.DownloadAsync(headers: ("Range", "bytes=1-,")))).Status);
    }

    [Fact]
    public async Task Download_SentOnToTheStorage_IsCountedAsWell()
    {
        await using var limited = await RateLimitScenario.StartWithArchiveAsync(("ProjectExports__DownloadRedirect", "true"));

        var first = await RateLimitAnswer.ReadAsync(limited.DownloadAsync());

        Assert.Equal((302, "project_download_export", 1, 0), (first.Status, first.Name, first.Observed, first.Remaining));
        Assert.Equal(429, (await RateLimitAnswer.ReadAsync(limited.DownloadAsync())).Status);
        Assert.Equal(Free with { Status = 302 }, await RateLimitAnswer.ReadAsync(limited.DownloadAsync(headers: ("Range", "bytes=1-"))));
    }

    [Fact]
    public async Task Download_WithoutAnArchive_IsNotCounted()
    {
        await using var limited = await RateLimitScenario.StartAsync();

        Assert.Equal(Free with { Status = 404 }, await RateLimitAnswer.ReadAsync(limited.DownloadAsync()));
        await RateLimitAnswer.ReadAsync(limited.ExportAsync());
        await limited.Host.SettleAsync();
        Assert.Equal(200, (await RateLimitAnswer.ReadAsync(limited.DownloadAsync())).Status);
    }

    [Fact]
    public async Task Export_RefusedForAnotherReason_IsNotCounted()
    {
        await using var limited = await RateLimitScenario.StartAsync(("ExportsPerMinute", "1"));

        Assert.Equal(Free with { Status = 404 }, await RateLimitAnswer.ReadAsync(limited.ExportAsync(project: 999)));
        Assert.Equal(Free with { Status = 400 }, await RateLimitAnswer.ReadAsync(limited.ExportAsync(body: "{")));
        Assert.Equal(Free with { Status = 401 }, await RateLimitAnswer.ReadAsync(limited.ExportAsync(token: "hush-wrong")));
        Assert.Equal(202, (await RateLimitAnswer.ReadAsync(limited.ExportAsync())).Status);
    }

    [Fact]
    public async Task Export_RepeatedWithItsKey_IsAnsweredWithoutBeingCounted()
    {
        await using var limited = await RateLimitScenario.StartAsync(("ExportsPerMinute", "1"));
        using var first = await limited.ExportAsync(key: "k");

        using var repeat = await limited.ExportAsync(key: "k");

        Assert.Equal(
            (await first.ReadJsonAsync(202)).GetProperty("job").GetProperty("id").GetString(),
            (await repeat.ReadJsonAsync(202)).GetProperty("job").GetProperty("id").GetString());
        Assert.Equal(429, (await RateLimitAnswer.ReadAsync(limited.ExportAsync(key: "other"))).Status);
    }

    [Fact]
    public async Task Import_ByUploadAndByUrl_ShareOneBudget()
    {
        await using var limited = await RateLimitScenario.StartAsync(("ImportsPerMinute", "1"));

        var upload = await RateLimitAnswer.ReadAsync(limited.ImportAsync("one"));
        var remote = await RateLimitAnswer.ReadAsync(limited.ImportRemoteAsync("two"));
        var another = await RateLimitAnswer.ReadAsync(limited.ImportAsync("three"));

        Assert.Equal((201, "project_import", 1, 1, 0), (upload.Status, upload.Name, upload.Limit, upload.Observed, upload.Remaining));
        foreach (var refused in new[] { remote, another })
        {
            Assert.Equal((429, "project_import", 1, 2, 0), (refused.Status, refused.Name, refused.Limit, refused.Observed, refused.Remaining));
            Assert.InRange(refused.RetryAfter!.Value, 1, 60);
        }
    }

    [Fact]
    public async Task Import_SevenInAMinute_SixAreCounted()
    {
        await using var limited = await RateLimitScenario.StartAsync();

        for (var used = 1; used <= 6; used++)
        {
            var answer = await RateLimitAnswer.ReadAsync(limited.ImportAsync($"import-{used}"));
            Assert.Equal((201, used), (answer.Status, answer.Observed));
        }

        Assert.Equal(429, (await RateLimitAnswer.ReadAsync(limited.ImportAsync("import-7"))).Status);
    }

    [Fact]
    public async Task Import_RefusedForAnotherReason_IsNotCounted()
    {
        await using var limited = await RateLimitScenario.StartAsync(("ImportsPerMinute", "1"));

        Assert.Equal(Free with { Status = 400 }, await RateLimitAnswer.ReadAsync(limited.ImportRemoteAsync("one", "https://10.0.0.1/hush.tar.gz")));
        Assert.Equal(201, (await RateLimitAnswer.ReadAsync(limited.ImportAsync("one"))).Status);
    }

    [Fact]
    public async Task Requesters_WithAndWithoutToken_HaveBudgetsOfTheirOwn()
    {
        await using var limited = await RateLimitScenario.StartAsync(("ExportsPerMinute", "1"));

        foreach (var token in new[] { null, RateLimitScenario.Alice, RateLimitScenario.Bob })
        {
            Assert.Equal(202, (await RateLimitAnswer.ReadAsync(limited.ExportAsync(token))).Status);
            Assert.Equal(429, (await RateLimitAnswer.ReadAsync(limited.ExportAsync(token))).Status);
        }
    }

    [Fact]
    public async Task Limits_SetToZero_CountNothing()
    {
        await using var limited = await RateLimitScenario.StartWithArchiveAsync(("ExportsPerMinute", "0"), ("DownloadsPerMinute", "0"));

        for (var request = 0; request < 3; request++)
        {
            Assert.Equal(Free with { Status = 202 }, await RateLimitAnswer.ReadAsync(limited.ExportAsync()));
            await limited.Host.SettleAsync();
            Assert.Equal(Free, await RateLimitAnswer.ReadAsync(limited.DownloadAsync()));
        }

        Assert.Equal(0, await limited.CountRowsAsync());
    }

    [Fact]
    public async Task Export_FiftyAtOnceToTwoInstances_NeverLetsMoreThanTheLimitThrough()
    {
        await using var limited = await RateLimitScenario.StartAsync();
        await using var second = await limited.Host.StartInstanceAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50)
            .Select(request => RateLimitAnswer.ReadAsync(limited.ExportAsync(http: request % 2 == 0 ? null : second.Http))));

        Assert.Equal([1, 2, 3, 4, 5, 6], answers.Where(answer => answer.Status == 202).Select(answer => answer.Observed!.Value).Order());
        Assert.Equal(44, answers.Count(answer => answer.Status == 429));
    }

    [Fact]
    public async Task Download_OnOneInstance_IsSeenByTheOther()
    {
        await using var limited = await RateLimitScenario.StartWithArchiveAsync();
        await using var second = await limited.Host.StartInstanceAsync();

        Assert.Equal(200, (await RateLimitAnswer.ReadAsync(limited.DownloadAsync())).Status);
        Assert.Equal(429, (await RateLimitAnswer.ReadAsync(limited.DownloadAsync(http: second.Http))).Status);
    }

    [Fact]
    public async Task Rows_AfterManyMinutes_AreTheSameFew()
    {
        await using var limited = await RateLimitScenario.StartWithArchiveAsync();

        for (var minute = 0; minute < 5; minute++)
        {
            Assert.Equal(202, (await RateLimitAnswer.ReadAsync(limited.ExportAsync())).Status);
            Assert.Equal(200, (await RateLimitAnswer.ReadAsync(limited.DownloadAsync())).Status);
            await limited.Host.AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(2, await limited.CountRowsAsync());
    }
}
