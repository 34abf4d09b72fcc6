using System.Net;
using Exports.Functions.Tests.Cli;
using Exports.Functions.Tests.Processes;

namespace Exports.Functions.Tests.RegistryImports.Simulator;

/// <summary>The registry's API table, spoken to the simulator as a program of its own.</summary>
public sealed class SimulatorProcessTests : IDisposable
{
    private const string Token = "hush-registry-token";
    private const string Secret = "hush-notification-secret";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Registry_EveryRowOfTheApiTable_IsAnswered()
    {
        using var process = HostProcess.Simulate(_folder.Root, "--capacity", "1", "--token", Token, "--step-time", "3600");
        using var http = await process.ConnectAsync(Token);

        Assert.Equal("424 ", await SendAsync(http, "PUT", "g/app/?import_type=final"));
        Assert.Equal("404 ", await SendAsync(http, "GET", "g/app/"));
        Assert.Equal("404 ", await SendAsync(http, "DELETE", "g/app/"));
        Assert.Equal("404 ", await SendAsync(http, "PUT", "g/app?import_type=pre"));
        Assert.Equal("400 ", await SendAsync(http, "PUT", "g/app/?import_type=half"));
        Assert.Equal("202 ", await SendAsync(http, "PUT", "g/app/?import_type=pre"));
        Assert.Equal("425 ", await SendAsync(http, "PUT", "g/app/?import_type=pre"));
        Assert.Equal("425 ", await SendAsync(http, "PUT", "g/app/?import_type=final"));
        Assert.Equal(
            """200 {"name":"app","path":"g/app","status":"pre_import_in_progress","detail":""}""", await SendAsync(http, "GET", "g/app/"));
        Assert.Equal(
            """429 {"errors":[{"code":"IMPORT_RATE_LIMIT","message":"IMPORT_RATE_LIMIT"}]}""",
            await SendAsync(http, "PUT", "g/other/?import_type=pre"));
        Assert.Equal("202 ", await SendAsync(http, "DELETE", "g/app/"));
        Assert.Equal(
            """429 {"errors":[{"code":"IMPORT_REPOSITORY_NOT_READY","message":"IMPORT_REPOSITORY_NOT_READY"}]}""",
            await SendAsync(http, "PUT", "g/app/?import_type=pre"));
        Assert.Equal(
            """400 {"name":"app","path":"g/app","status":"pre_import_canceled","detail":""}""", await SendAsync(http, "DELETE", "g/app/"));
        Assert.Equal("202 ", await SendAsync(http, "DELETE", "g/app/?force=true"));
    }

    [Fact]
    public async Task Registry_NativeAndUnknownOnes_AreAnsweredAsWhatTheyAre()
    {
        using var process = HostProcess.Simulate(_folder.Root);
        using var http = await process.ConnectAsync();

        Assert.Equal("200 ", await SendAsync(http, "PUT", "g/native-app/?import_type=pre"));
        Assert.EndsWith("\"status\":\"native\",\"detail\":\"\"}", await SendAsync(http, "GET", "g/native-app/"), StringComparison.Ordinal);
        Assert.StartsWith("400 ", await SendAsync(http, "DELETE", "g/native-app/?force=true"), StringComparison.Ordinal);
        Assert.Equal("404 ", await SendAsync(http, "PUT", "g/unknown-app/?import_type=pre"));
        Assert.Equal("404 ", await SendAsync(http, "GET", "g/unknown-app/"));
        Assert.Equal("404 ", await SendAsync(http, "DELETE", "g/unknown-app/"));
    }

    [Fact]
    public async Task Registry_WithoutItsToken_Answers401()
    {
        using var process = HostProcess.Simulate(_folder.Root, "--token", Token);
        using var stranger = await process.ConnectAsync("hush-another");

        Assert.Equal("401 ", await SendAsync(stranger, "PUT", "g/app/?import_type=pre"));
    }

    [Fact]
    public async Task Registry_BothSteps_EndByTheClockAndAreNotifiedWithTheSecret()
    {
        await using var inbox = await NotificationInbox.StartAsync();
        using var process = HostProcess.Simulate(_folder.Root, "--step-time", "0.5", "--notify", inbox.Url, "--secret", Secret);
        using var http = await process.ConnectAsync();

        Assert.Equal("202 ", await SendAsync(http, "PUT", "g/app/?import_type=pre"));
        Assert.Equal(Notification("pre_import_complete"), await inbox.NextAsync());
        Assert.Equal("202 ", await SendAsync(http, "PUT", "g/app/?import_type=final"));
        Assert.Equal("409 ", await SendAsync(http, "PUT", "g/app/?import_type=final"));
        Assert.Equal(Notification("import_complete"), await inbox.NextAsync());
        Assert.Equal("200 ", await SendAsync(http, "PUT", "g/app/?import_type=final"));
    }

    [Fact]
    public async Task Registry_AskedToEnd_EndsWithZero()
    {
        using var process = HostProcess.Simulate(_folder.Root);
        await process.Address;

        process.Terminate();

        Assert.Equal(0, await process.WaitForExitAsync());
    }

    private static string Notification(string status) =>
        $"{Secret} /api/v4/internal/registry/repositories/g/app/migration/status " +
        $"{{\"name\":\"app\",\"path\":\"g/app\",\"status\":\"{status}\",\"detail\":\"\"}}";

    /// <returns>The status and the body.</returns>
    private static async Task<string> SendAsync(HttpClient http, string method, string rest)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"gitlab/v1/import/{rest}") { Version = HttpVersion.Version11 };
        using var response = await http.SendAsync(request);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }
}
