using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.RegistryImports.Http;

public sealed class RepositoryAnswersHttpTests
{
    [Fact]
    public async Task Repository_Known_ShowsItsRow()
    {
        await using var host = await ImportHost.StartAsync();
        await host.PlantAsync(SampleRepository.In(RepositoryState.ImportSkipped, "group/a.b/c") with
        {
            Reason = SkipReason.TooManyRetries,
            Retries = 3,
            Attempt = 4,
            Priority = -2,
            Plan = "gold",
            SkippedAt = SampleRepository.Now,
        });

        var row = await host.AskAsync("repository", "group/a.b/c");

        Assert.Equal("group/a.b/c", row.GetProperty("path").GetString());
        Assert.Equal(("import_skipped", "too_many_retries"), (row.GetProperty("state").GetString(), row.GetProperty("reason").GetString()));
        Assert.Equal((3, 4, -2), (row.GetProperty("retries").GetInt32(), row.GetProperty("attempt").GetInt32(), row.GetProperty("priority").GetInt32()));
        Assert.Equal(SampleRepository.Now, row.GetProperty("skipped_at").GetDateTimeOffset());
    }

    [Fact]
    public async Task Events_AfterAnImport_TellItsStoryNewestFirst()
    {
        await using var host = await ImportHost.StartAsync();
        var isFinal = false;
        host.Registry.OnStart = (_, step) =>
        {
            isFinal = step == ImportStep.Import;
            return new(StartAnswerKind.Started, "202");
        };
        host.Registry.OnStatus = _ => PlannedRegistry.Known(
            isFinal ? RegistryStatus.ImportComplete : RegistryStatus.PreImportComplete);
        await host.StartImportAsync("group/a", RepositoryState.ImportDone);

        var events = await host.AskAsync("events", "group/a");

        var story = events.EnumerateArray().Select(line => line.GetProperty("event").GetString()).Where(name => name is not null);
        Assert.Equal(["finish_import", "start_import", "finish_pre_import", "start_pre_import"], story);
        Assert.All(events.EnumerateArray(), line => Assert.Equal(1, line.GetProperty("attempt").GetInt32()));
        Assert.All(events.EnumerateArray(), line => Assert.NotEmpty(line.GetProperty("message").GetString()!));
    }

    [Theory]
    [InlineData("repository")]
    [InlineData("explain")]
    [InlineData("events")]
    public async Task Question_AboutAnUnknownPath_Is404AndAboutNone400(string question)
    {
        await using var host = await ImportHost.StartAsync();
        using var unknown = await host.Http.GetAsync($"{ImportHost.Route}/{question}?path=group/nobody");
        using var illegal = await host.Http.GetAsync($"{ImportHost.Route}/{question}?path=../Secret");
        using var missing = await host.Http.GetAsync($"{ImportHost.Route}/{question}");

        await unknown.ReadErrorAsync(404);
        Assert.Contains("path", await illegal.ReadErrorAsync(400), StringComparison.Ordinal);
        Assert.Contains("path", await missing.ReadErrorAsync(400), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("skip")]
    [InlineData("cancel")]
    [InlineData("force_cancel")]
    public async Task Action_OnAnUnknownPath_Is404AndOnNone400(string action)
    {
        await using var host = await ImportHost.StartAsync();
        using var unknown = await host.PostAsync(action, new { path = "group/nobody" });
        using var illegal = await host.PostAsync(action, new { path = "/group/" });
        using var missing = await host.PostAsync(action, new { });
        using var malformed = await host.Http.PostAsync($"{ImportHost.Route}/{action}", new StringContent("{"));

        await unknown.ReadErrorAsync(404);
        await illegal.ReadErrorAsync(400);
        await missing.ReadErrorAsync(400);
        await malformed.ReadErrorAsync(400);
    }
}
