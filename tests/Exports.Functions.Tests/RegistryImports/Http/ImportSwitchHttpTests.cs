using System.Text.Json;
using Exports.Functions.RegistryImports;
using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.RegistryImports.Http;

public sealed class ImportSwitchHttpTests
{
    [Fact]
    public async Task Status_OfAFreshMigration_IsFreeAndEmpty()
    {
        await using var host = await ImportHost.StartAsync();

        var status = await StatusAsync(host);

        Assert.True(status.GetProperty("enabled").GetBoolean());
        Assert.Equal(("free", 5, 0), (Text(status, "starts"), status.GetProperty("capacity").GetInt32(), status.GetProperty("active").GetInt32()));
        Assert.Equal("closed", Text(status.GetProperty("breaker"), "state"));
        Assert.Equal(7, status.GetProperty("counts").EnumerateObject().Count(count => count.Value.GetInt64() == 0));
    }

    [Fact]
    public async Task Status_WithEverythingGoingOn_TellsCountsBreakerAndWaitingUntil()
    {
        await using var host = await ImportHost.StartAsync(("WaitingTime", "00:45:00"));
        await host.StartImportAsync("group/a");
        await host.RegisterAsync("group/b", "group/c");
        var opened = host.Now;
        await host.Control.ChangeAsync(
            control => control with { LastStepFinishedAt = opened, Breaker = new(new string('F', 60) + new string('D', 40), opened, null) }, default);

        var status = await StatusAsync(host);

        Assert.Equal((2, 1), (Count(status, "default"), Count(status, "pre_importing")));
        Assert.Equal(("waiting", opened.AddMinutes(45)), (Text(status, "starts"), status.GetProperty("waiting_until").GetDateTimeOffset()));
        var breaker = status.GetProperty("breaker");
        Assert.Equal(("open", 60, 100), (Text(breaker, "state"), breaker.GetProperty("failed").GetInt32(), breaker.GetProperty("judged").GetInt32()));
        Assert.Equal(opened, breaker.GetProperty("opened_at").GetDateTimeOffset());
    }

    [Fact]
    public async Task Pause_ThenResume_StopsAndStartsNewOnesAndSaysWhoAndWhy()
    {
        await using var host = await ImportHost.StartAsync();
        await host.RegisterAsync("group/a");

        var paused = await host.PostAsync("pause", new { reason = "The registry is being upgraded." }, 200);
        await host.Host.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("paused", Text(paused, "starts"));
        Assert.Equal("The registry is being upgraded.", Text(paused.GetProperty("paused"), "reason"));
        Assert.NotEmpty(Text(paused.GetProperty("paused"), "by")!);
        Assert.Equal(RepositoryState.Default, (await host.FindAsync("group/a")).State);

        var resumed = await host.PostAsync("resume", new { reason = "Done." }, 200);
        await host.Host.SettleAsync();

        Assert.Equal(JsonValueKind.Null, resumed.TryGetProperty("paused", out var note) ? note.ValueKind : JsonValueKind.Null);
        Assert.Equal(("Done.", host.Now), (Text(resumed.GetProperty("resumed"), "reason"), resumed.GetProperty("resumed").GetProperty("at").GetDateTimeOffset()));
        Assert.Equal(RepositoryState.PreImporting, (await host.FindAsync("group/a")).State);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"reason":" "}""")]
    [InlineData("""{"reason":5}""")]
    [InlineData("")]
    public async Task Pause_WithoutAReason_Is400AndPausesNothing(string body)
    {
        await using var host = await ImportHost.StartAsync();
        using var response = await host.Http.PostAsync($"{ImportHost.Route}/pause", new StringContent(body));

        await response.ReadErrorAsync(400);

        Assert.Equal("free", Text(await StatusAsync(host), "starts"));
    }

    [Fact]
    public async Task Resume_WithoutABody_IsFine()
    {
        await using var host = await ImportHost.StartAsync();
        using var response = await host.Http.PostAsync($"{ImportHost.Route}/resume", null);

        Assert.Equal("free", Text(await response.ReadJsonAsync(200), "starts"));
    }

    [Fact]
    public async Task Resume_ThenPausedAgain_SaysOnlyThePause()
    {
        await using var host = await ImportHost.StartAsync();
        await host.PostAsync("pause", new { reason = "One." }, 200);
        await host.PostAsync("resume", new { reason = "Two." }, 200);

        Assert.Equal("Two.", Text((await host.PostAsync("resume", new { reason = "Three." }, 200)).GetProperty("resumed"), "reason"));
        var paused = await host.PostAsync("pause", new { reason = "Four." }, 200);

        Assert.Equal("Four.", Text(paused.GetProperty("paused"), "reason"));
        Assert.Equal(JsonValueKind.Null, paused.GetProperty("resumed").ValueKind);
    }

    [Theory]
    [InlineData("""{"reason":" "}""")]
    [InlineData("""{"reason":5}""")]
    public async Task Resume_WithAReasonThatIsNone_Is400AndResumesNothing(string body)
    {
        await using var host = await ImportHost.StartAsync();
        await host.PostAsync("pause", new { reason = "One." }, 200);
        using var response = await host.Http.PostAsync($"{ImportHost.Route}/resume", new StringContent(body));

        await response.ReadErrorAsync(400);

        Assert.Equal("paused", Text(await StatusAsync(host), "starts"));
    }

    private static Task<JsonElement> StatusAsync(ImportHost host) => host.Http.GetJsonAsync("/registry/imports");

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static int Count(JsonElement status, string state) => status.GetProperty("counts").GetProperty(state).GetInt32();
}
