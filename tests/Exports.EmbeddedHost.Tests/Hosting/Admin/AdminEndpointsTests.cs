using System.Net;
using System.Text;
using Exports.EmbeddedHost.Hosting.Data;
using Exports.EmbeddedHost.Tests.Hosting.Http;
using Exports.EmbeddedHost.Tests.Hosting.Timers;
using Exports.TestKit.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.EmbeddedHost.Tests.Hosting.Admin;

public sealed class AdminEndpointsTests : IDisposable
{
    private readonly TempDataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task M4_Post_RunsTheTimerFunctionNowAndLeavesItsScheduleAlone()
    {
        await using var host = await StartAsync();

        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(host, "hourly", """{"input": ""}"""));
        await host.Timers.WhenIdleAsync();

        var run = Assert.Single(host.Services.GetRequiredService<TimerProbe>().Runs);
        Assert.False(run.Info.IsPastDue);
        Assert.Equal(host.Clock.GetUtcNow().AddHours(1), host.Timers.NextDue);
    }

    [Fact]
    public async Task M4_PostWhileTheFunctionRuns_RunsAfterIt()
    {
        await using var host = await StartAsync();
        var probe = host.Services.GetRequiredService<TimerProbe>();
        var gate = new TaskCompletionSource();
        probe.Gate = gate.Task;

        await PostAsync(host, "Hourly", "{}");
        await PostAsync(host, "Hourly", "{}");
        await probe.NextStartAsync();
        gate.SetResult();
        await host.Timers.WhenIdleAsync();

        Assert.Equal(2, probe.Runs.Count);
        Assert.Equal(1, probe.MostAtOnce);
    }

    [Fact]
    public async Task I14_PostToADurableFunction_IsAcceptedAndTheLogSaysWhatToDo()
    {
        await using var host = await StartAsync();

        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(host, "Plain", """{"input": "1"}"""));

        Assert.Contains(host.Logs.Entries, line => line.Message.Contains("Plain is durable and cannot be run by hand", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Unknown", "{}", HttpStatusCode.NotFound)]
    [InlineData("Echo", "{}", HttpStatusCode.BadRequest)]
    [InlineData("Hourly", "not json", HttpStatusCode.BadRequest)]
    [InlineData("Hourly", "[]", HttpStatusCode.BadRequest)]
    public async Task Post_CannotBeDone_SaysSo(string function, string body, HttpStatusCode expected)
    {
        await using var host = await StartAsync();

        Assert.Equal(expected, await PostAsync(host, function, body));
    }

    [Fact]
    public async Task Post_WithoutTheHostKey_Is401()
    {
        await using var host = await StartAsync();

        using var answer = await host.Http.PostAsync("/admin/functions/Hourly", null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private async Task<HttpStatusCode> PostAsync(HostUnderTest host, string function, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await host.Http.PostAsync($"/admin/functions/{function}?code={HostKeys.ReadOrCreate(_folder.File("host.keys.json"))}", content);
        return answer.StatusCode;
    }

    private Task<HostUnderTest> StartAsync() => HostUnderTest.StartAsync(
        new HostSetup(_folder.Path) { Configure = builder => builder.Services.AddSingleton<TimerProbe>() },
        typeof(HourlyFunction), typeof(HttpFunctions), typeof(Functions.NamedActivities));
}
