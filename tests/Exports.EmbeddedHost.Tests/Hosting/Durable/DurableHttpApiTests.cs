using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Exports.TestKit.Hosting;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Tests.Hosting.Durable;

public sealed class DurableHttpApiTests : IDisposable
{
    private const string Instances = "/runtime/webhooks/durabletask/instances";
    private readonly TempDataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Get_RunningInstance_Is202WithLocationAndRetryAfter()
    {
        await using var host = await DurableHost.StartAsync(_folder.Path);
        await WaitingAsync(host, "a b");

        using var answer = await host.Http.GetAsync($"{Instances}/a%20b");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.EndsWith($"{Instances}/a%20b", answer.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter!.Delta);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("a b", body.GetProperty("instanceId").GetString());
        Assert.Equal("Running", body.GetProperty("runtimeStatus").GetString());
        Assert.Matches("^2026-03-02T12:00:00Z$", body.GetProperty("createdTime").GetString());
    }

    [Fact]
    public async Task Get_CompletedInstance_Is200WithInputAndOutput()
    {
        await using var host = await DurableHost.StartAsync(_folder.Path);
        var done = await host.RunAsync("Missing", 10);

        var body = await host.Http.GetFromJsonAsync<JsonElement>($"{Instances}/{done.InstanceId}");
        var without = await host.Http.GetFromJsonAsync<JsonElement>($"{Instances}/{done.InstanceId}?showInput=false");

        Assert.Equal(10, body.GetProperty("input").GetInt32());
        Assert.Equal(9, body.GetProperty("output").GetInt32());
        Assert.Equal("Completed", body.GetProperty("runtimeStatus").GetString());
        Assert.Equal(JsonValueKind.Null, without.GetProperty("input").ValueKind);
    }

    [Fact]
    public async Task Get_FailedInstance_Is200UnlessA500IsAskedFor()
    {
        await using var host = await DurableHost.StartAsync(_folder.Path);
        var failed = await host.RunAsync("Fail");

        using var usual = await host.Http.GetAsync($"{Instances}/{failed.InstanceId}");
        using var asked = await host.Http.GetAsync($"{Instances}/{failed.InstanceId}?returnInternalServerErrorOnFailure=true");

        Assert.Equal(HttpStatusCode.OK, usual.StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, asked.StatusCode);
        Assert.Contains("boom", (await usual.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("output").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/terminate")]
    [InlineData("POST", "/suspend")]
    [InlineData("POST", "/resume")]
    [InlineData("POST", "/raiseEvent/go")]
    public async Task AnyRequest_UnknownInstance_Is404(string method, string operation)
    {
        await using var host = await DurableHost.StartAsync(_folder.Path);

        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(host, method, $"{Instances}/unknown{operation}", "1"));
    }

    [Theory]
    [InlineData("/terminate")]
    [InlineData("/suspend")]
    [InlineData("/resume")]
    [InlineData("/raiseEvent/go")]
    public async Task Post_FinishedInstance_Is410(string operation)
    {
        await using var host = await DurableHost.StartAsync(_folder.Path);
        var done = await host.RunAsync("Missing");

        Assert.Equal(HttpStatusCode.Gone, await SendAsync(host, "POST", $"{Instances}/{done.InstanceId}{operation}", "1"));
    }

    [Fact]
    public async Task RaiseEvent_JsonBody_ReachesTheWaiter()
    {
        await using var host = await DurableHost.StartAsync(_folder.Path);
        await WaitingAsync(host, "waiting");

        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(host, "POST", $"{Instances}/waiting/raiseEvent/go", "\"now\""));

        var done = await host.Client().WaitForInstanceCompletionAsync("waiting", getInputsAndOutputs: true).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("now", done.ReadOutputAs<string>());
    }

    [Fact]
    public async Task RaiseEvent_BodyIsNotJson_Is400()
    {
        await using var host = await DurableHost.StartAsync(_folder.Path);
        await WaitingAsync(host, "waiting");

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(host, "POST", $"{Instances}/waiting/raiseEvent/go", "now"));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(host, "POST", $"{Instances}/waiting/raiseEvent/go", "\"now\"", "text/plain"));
    }

    [Fact]
    public async Task Terminate_WithReason_EndsTheInstanceWithIt()
    {
        await using var host = await DurableHost.StartAsync(_folder.Path);
        await WaitingAsync(host, "waiting");

        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(host, "POST", $"{Instances}/waiting/terminate?reason=enough"));

        var done = await host.Client().WaitForInstanceCompletionAsync("waiting", getInputsAndOutputs: true).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, done.RuntimeStatus);
        Assert.Equal("enough", done.ReadOutputAs<string>());
    }

    [Fact]
    public async Task List_TopAndStatus_PagesWithAContinuationToken()
    {
        await using var host = await DurableHost.StartAsync(_folder.Path);
        for (var i = 0; i < 3; i++)
        {
            await host.RunAsync("Missing");
        }

        await WaitingAsync(host, "waiting");
        var (first, token) = await ListAsync(host, "?top=2&runtimeStatus=Completed", null);
        var (second, _) = await ListAsync(host, "?top=2&runtimeStatus=Completed", token);

        Assert.Equal(2, first.Count);
        Assert.Single(second);
        Assert.Equal(3, first.Concat(second).Distinct().Count());
        Assert.DoesNotContain("waiting", first.Concat(second));
    }

    [Fact]
    public async Task Delete_FinishedInstance_PurgesIt()
    {
        await using var host = await DurableHost.StartAsync(_folder.Path);
        var done = await host.RunAsync("Missing");

        using var answer = await host.Http.DeleteAsync($"{Instances}/{done.InstanceId}");

        Assert.Equal("{\"instancesDeleted\":1}", await answer.Content.ReadAsStringAsync());
        Assert.Null(await host.Client().GetInstanceAsync(done.InstanceId));
    }

    [Fact]
    public async Task DeleteMany_NeedsAStartAndPurgesWhatMatches()
    {
        await using var host = await DurableHost.StartAsync(_folder.Path);
        await host.RunAsync("Missing");
        await WaitingAsync(host, "waiting");

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(host, "DELETE", Instances));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(host, "DELETE", $"{Instances}?createdTimeFrom=soon"));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(host, "DELETE", $"{Instances}?createdTimeFrom=2020-01-01T00:00:00Z&runtimeStatus=Completed"));
        Assert.NotNull(await host.Client().GetInstanceAsync("waiting"));
    }

    private static Task WaitingAsync(HostUnderTest host, string id) => Task.Run(async () =>
    {
        await host.Client().ScheduleNewOrchestrationInstanceAsync("WaitForGo", new StartOrchestrationOptions(id));
        await host.Client().WaitForInstanceStartAsync(id);
    }).WaitAsync(TimeSpan.FromSeconds(20));

    private static async Task<(IReadOnlyList<string> Ids, string? Token)> ListAsync(HostUnderTest host, string query, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Instances + query);
        if (token is not null)
        {
            request.Headers.Add("x-ms-continuation-token", token);
        }

        using var answer = await host.Http.SendAsync(request);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return ([.. body.EnumerateArray().Select(instance => instance.GetProperty("instanceId").GetString()!)],
            answer.Headers.TryGetValues("x-ms-continuation-token", out var next) ? next.Single() : null);
    }

    private static async Task<HttpStatusCode> SendAsync(HostUnderTest host, string method, string path, string? body = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, type);
        using var answer = await host.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
