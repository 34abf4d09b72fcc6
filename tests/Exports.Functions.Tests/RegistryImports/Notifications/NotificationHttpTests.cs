using System.Net.Http.Headers;
using System.Text;
using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Notifications;
using Exports.Functions.RegistryImports.Registry;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Tests.RegistryImports.Notifications;

public sealed class NotificationHttpTests
{
    private const string Secret = "hush-notification";
    private const string Path = "group/app.v2/web_ui";
    private const string Complete = """{"name":"web_ui","path":"group/app.v2/web_ui","status":"pre_import_complete","detail":""}""";

    [Theory]
    [InlineData(Secret, "hush-notification", 204)]
    [InlineData(Secret, "Bearer hush-notification", 204)]
    [InlineData(Secret, "hush-notificatioN", 401)]
    [InlineData(Secret, "hush-notification2", 401)]
    [InlineData(Secret, "Bearer ", 401)]
    [InlineData(Secret, "", 401)]
    [InlineData(Secret, null, 401)]
    [InlineData("", "", 401)]
    [InlineData("", null, 401)]
    [InlineData("", "Bearer hush-notification", 401)]
    [InlineData(null, null, 401)]
    [InlineData(null, "hush-notification", 401)]
    public async Task Notify_Secret_IsAskedFor(string? configured, string? shown, int expected)
    {
        await using var host = await StartAsync(configured);
        await host.RegisterAsync(Path);

        Assert.Equal(expected, await NotifyAsync(host, Path, Complete, shown));

        Assert.Equal(expected == 204 ? 1 : 0, (await host.HistoryAsync(Path)).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("hush-of-quite-another-length-than-the-one-that-is-configured")]
    public void Secret_OfAnyLength_IsComparedAsAHash(string shown) =>
        Assert.False(new NotificationSecret(Options.Create(new RegistryImportOptions { NotificationSecret = Secret })).Matches(shown));

    [Fact]
    public async Task Notify_AWrongSecret_IsAnsweredBeforeAnythingElseIsLookedAt()
    {
        await using var host = await StartAsync(Secret);

        Assert.Equal(401, await NotifyAsync(host, "group/nobody", "{", "hush-wrong"));
    }

    [Fact]
    public async Task Notify_AnUnknownRepository_Is404()
    {
        await using var host = await StartAsync(Secret);

        Assert.Equal(404, await NotifyAsync(host, "group/nobody", """{"status":"import_complete"}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"path":"group/app.v2/web_ui"}""")]
    [InlineData("""{"path":"group/app.v2/web_ui","status":null}""")]
    [InlineData("""{"path":"group/app.v2/web_ui","status":7}""")]
    [InlineData("""{"path":"group/app.v2/web_ui","status":"finished"}""")]
    [InlineData("""{"path":"group/app.v2/web_ui","status":"native"}""")]
    [InlineData("""{"path":"group/app.v2/web_ui","status":"pre_import_in_progress"}""")]
    [InlineData("""{"path":"group/app.v2/web_ui","status":"import_in_progress"}""")]
    [InlineData("""{"path":"group/another","status":"import_complete"}""")]
    public async Task Notify_AMalformedBody_Is400AndNothingIsRecorded(string body)
    {
        await using var host = await StartAsync(Secret);
        await host.RegisterAsync(Path);

        Assert.Equal(400, await NotifyAsync(host, Path, body));

        Assert.Empty(await host.HistoryAsync(Path));
    }

    [Theory]
    [InlineData("group/app.v2/web_ui/migration/status", 204)]
    [InlineData("group/app.v2/web_ui/migration/status/", 204)]
    [InlineData("group%2Fapp.v2%2Fweb_ui/migration/status", 204)]
    [InlineData("group%2fapp%2Ev2%2fweb_ui/migration/status", 204)]
    [InlineData("group/app.v2/web_ui/migration/state", 404)]
    [InlineData("group/app.v2/web_ui/status", 404)]
    [InlineData("group/app.v2/web_ui", 404)]
    [InlineData("group/app.v2/web_ui/migration/status/more", 404)]
    [InlineData("migration/status", 404)]
    [InlineData("group/app.v2/web_ui/Migration/Status", 404)]
    [InlineData("group/app.v2//web_ui/migration/status", 400)]
    public async Task Notify_Address_IsThePathAndTheFixedTail(string address, int expected)
    {
        await using var host = await StartAsync(Secret);
        await host.RegisterAsync(Path);

        Assert.Equal(expected, await SendAsync(host, address, Complete, Secret));
    }

    [Fact]
    public async Task Notify_ABodyOfMoreThanAMegabyte_Is413()
    {
        await using var host = await StartAsync(Secret);
        await host.RegisterAsync(Path);
        var body = Complete.Replace("\"detail\":\"\"", $"\"detail\":\"{new string('x', 1 << 20)}\"", StringComparison.Ordinal);

        Assert.Equal(413, await NotifyAsync(host, Path, body));
    }

    [Theory]
    [InlineData(RepositoryState.Default)]
    [InlineData(RepositoryState.PreImporting)]
    [InlineData(RepositoryState.PreImportDone)]
    [InlineData(RepositoryState.Importing)]
    [InlineData(RepositoryState.ImportDone)]
    [InlineData(RepositoryState.ImportAborted)]
    [InlineData(RepositoryState.ImportSkipped)]
    public async Task Notify_ByItself_RecordsAndNeverChangesTheRow(RepositoryState state)
    {
        await using var host = await StartAsync(Secret);
        var planted = await host.PlantAsync(SampleRepository.In(state, Path) with
        {
            Reason = state == RepositoryState.ImportSkipped ? SkipReason.TooManyTags : null,
        });
        string[] ends = ["pre_import_complete", "pre_import_failed", "pre_import_canceled", "import_complete", "import_failed", "import_canceled"];

        foreach (var end in ends)
            Assert.Equal(204, await NotifyAsync(host, Path, $$"""{"path":"{{Path}}","status":"{{end}}"}"""));

        var row = await host.FindAsync(Path);
        Assert.Equal(planted with { Notes = ends.Length, ETag = row.ETag }, row);
        var history = await host.HistoryAsync(Path);
        Assert.All(ends, end => Assert.Single(history, line => line.Sentence.Contains($"Notified of {end}", StringComparison.Ordinal) && line.Event is null));
        Assert.Empty(host.Registry.Calls);
    }

    [Fact]
    public async Task Notify_TheLiveStep_WakesTheOrchestrationWhichAsksAndActsOnTheAnswer()
    {
        await using var host = await StartAsync(Secret);
        await host.StartImportAsync(Path);
        await host.Host.SettleAsync();

        Assert.Equal(204, await NotifyAsync(host, Path, Complete));
        await host.Host.SettleAsync();

        // It says complete; the registry says that it goes on.
        Assert.Equal("GET", Assert.Single(host.Registry.Calls, call => call.What == "GET").What);
        Assert.Equal(RepositoryState.PreImporting, (await host.FindAsync(Path)).State);

        host.Registry.OnStatus = _ => PlannedRegistry.Known(RegistryStatus.PreImportComplete);
        await NotifyAsync(host, Path, Complete);
        await host.Host.SettleAsync();

        Assert.Equal(RepositoryState.Importing, (await host.FindAsync(Path)).State);
    }

    [Fact]
    public async Task Notify_WhileTheOrchestrationIsGone_IsRecordedAndIsNoError()
    {
        await using var host = await StartAsync(Secret);
        var row = await host.StartImportAsync(Path);
        await host.Host.SettleAsync();
        await host.LoseOrchestrationAsync(row.Path);

        Assert.Equal(204, await NotifyAsync(host, Path, Complete));

        Assert.Contains("Notified of pre_import_complete", (await host.HistoryAsync(Path))[0].Sentence, StringComparison.Ordinal);
        Assert.Equal(RepositoryState.PreImporting, (await host.FindAsync(Path)).State);
    }

    private static Task<ImportHost> StartAsync(string? secret) =>
        secret is null ? ImportHost.StartAsync() : ImportHost.StartAsync(("NotificationSecret", secret));

    private static Task<int> NotifyAsync(ImportHost host, string path, string body, string? secret = Secret) =>
        SendAsync(host, $"{path}/migration/status", body, secret);

    private static async Task<int> SendAsync(ImportHost host, string address, string body, string? secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v4/internal/registry/repositories/{address}")
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        if (secret is not null)
            request.Headers.TryAddWithoutValidation("Authorization", secret);
        using var response = await host.Http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
