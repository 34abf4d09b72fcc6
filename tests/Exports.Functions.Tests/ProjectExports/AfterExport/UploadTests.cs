using System.Text.Json;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.Functions.ProjectExports.AfterExport;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.ProjectExports.AfterExport;

/// <summary>The upload that comes before the publication, through HTTP on both sides.</summary>
public sealed class UploadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Upload_ReceiverAccepts_GetsExactlyTheArchiveBeforeTheJobIsFinished()
    {
        await using var scenario = await UploadScenario.StartAsync();
        var statuses = new List<string>();
        scenario.Receiver.Accepting = async () => statuses.Add(await scenario.Export.StatusAsync());

        await scenario.StartExportAsync();
        await scenario.Export.Host.SettleAsync();

        var upload = Assert.Single(scenario.Receiver.Accepted);
        var archive = await scenario.DownloadAsync();
        Assert.Equal(["started"], statuses);
        Assert.Equal("finished", await scenario.Export.StatusAsync());
        Assert.Equal(("PUT", "/put/hush-path?sig=hush-signature"), (upload.Method, upload.Target));
        Assert.Equal(("application/gzip", archive.LongLength), (upload.ContentType, upload.ContentLength));
        Assert.Equal(archive, upload.Body);
        Assert.Equal(archive.LongLength, (await scenario.LatestJobAsync()).GetProperty("upload").GetProperty("bytes_sent").GetInt64());
    }

    [Fact]
    public async Task Upload_AskedForAsAForm_IsPosted()
    {
        await using var scenario = await UploadScenario.StartAsync();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["upload[url]"] = scenario.Receiver.Url,
            ["upload[http_method]"] = "POST",
        });

        using var response = await scenario.Export.PostExportAsync(content: form);
        var job = (await response.ReadJsonAsync(202)).GetProperty("job");
        await scenario.Export.Host.SettleAsync();

        Assert.Equal("POST", Assert.Single(scenario.Receiver.Accepted).Method);
        var upload = job.GetProperty("upload");
        Assert.Equal((UploadScenario.Host, "POST"), (upload.GetProperty("host").GetString(), upload.GetProperty("http_method").GetString()));
    }

    [Theory]
    [InlineData("""{"upload":{"url":"http://10.0.0.1/put"}}""", "upload[url] must not lead")]
    [InlineData("""{"upload":{"url":"https://localhost/put"}}""", "upload[url] must not lead")]
    [InlineData("""{"upload":{"url":"https://169.254.169.254/"}}""", "upload[url] must not lead")]
    [InlineData("""{"upload":{"url":"ftp://example.com/put"}}""", "upload[url] must begin with")]
    [InlineData("""{"upload":{"url":"hush-nonsense"}}""", "upload[url] is not an absolute URL")]
    [InlineData("""{"upload":{}}""", "upload[url] is missing")]
    [InlineData("""{"upload":{"url":"https://example.com/","http_method":"PATCH"}}""", "upload[http_method] must be PUT or POST")]
    [InlineData("""{"upload":"https://example.com/hush-path"}""", "not the JSON expected")]
    public async Task Start_UploadThatIsRefused_IsABadRequestAndStartsNothing(string body, string sentence)
    {
        await using var scenario = await UploadScenario.StartAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var response = await scenario.Export.PostExportAsync(content: content);

        var message = await response.ReadErrorAsync(400);
        Assert.Contains(sentence, message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", message, StringComparison.Ordinal);
        Assert.Equal("none", await scenario.Export.StatusAsync());
    }

    [Fact]
    public async Task Start_FormWithAMethodAlone_IsABadRequest()
    {
        await using var scenario = await UploadScenario.StartAsync();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["upload[http_method]"] = "PUT" });

        using var response = await scenario.Export.PostExportAsync(content: form);

        Assert.Contains("upload[url] is missing", await response.ReadErrorAsync(400), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SameKeyWithAnotherUpload_IsAConflict()
    {
        await using var scenario = await UploadScenario.StartAsync();
        var job = await scenario.StartExportAsync(key: "k");

        using var other = await scenario.PostAsync(new { url = scenario.Receiver.Url + "2" }, key: "k");
        using var otherMethod = await scenario.PostAsync(new { url = scenario.Receiver.Url, http_method = "POST" }, key: "k");
        using var none = await scenario.Export.PostExportAsync(key: "k");

        await other.ReadErrorAsync(409);
        await otherMethod.ReadErrorAsync(409);
        await none.ReadErrorAsync(409);
        Assert.Equal(job, await scenario.StartExportAsync(key: "k"));
    }

    [Fact]
    public async Task Upload_ReceiverIsBusyTwice_IsTriedAgainWithoutAnotherExport()
    {
        await using var scenario = await UploadScenario.StartAsync();
        scenario.Receiver.Then(503).Then(408);
        await scenario.StartExportAsync();
        await scenario.Export.Host.SettleAsync();
        var segments = scenario.Export.Gate.RunsOf("WriteSegment");

        var waiting = await scenario.LatestJobAsync();
        Assert.Equal(("started", "uploading"), (waiting.GetProperty("status").GetString(), waiting.GetProperty("phase").GetString()));
        Assert.Equal(scenario.Export.Host.Clock.GetUtcNow().AddSeconds(30), waiting.GetProperty("upload").GetProperty("next_try_at").GetDateTimeOffset());
        await scenario.Export.Host.AdvanceAsync(TimeSpan.FromSeconds(30 + 60));

        var job = await scenario.LatestJobAsync();
        Assert.Equal(("finished", 1), (job.GetProperty("status").GetString(), job.GetProperty("attempt").GetInt32()));
        Assert.Equal((3, segments), (scenario.Receiver.Requests, scenario.Export.Gate.RunsOf("WriteSegment")));
        Assert.Equal(await scenario.DownloadAsync(), Assert.Single(scenario.Receiver.Accepted).Body);
    }

    [Fact]
    public async Task Upload_ReceiverBreaksOff_IsTriedAgain()
    {
        await using var scenario = await UploadScenario.StartAsync();
        scenario.Receiver.Then(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        await scenario.StartExportAsync();
        await scenario.Export.Host.AdvanceAsync(TimeSpan.FromSeconds(30));

        Assert.Equal("finished", await scenario.Export.StatusAsync());
        Assert.Single(scenario.Receiver.Accepted);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("86400", 900)]
    [InlineData("1", 30)]
    [InlineData("Mon, 02 Mar 2026 12:10:00 GMT", 600)]
    public async Task Upload_ReceiverAsksForPatience_GetsItWithinBounds(string retryAfter, int seconds)
    {
        await using var scenario = await UploadScenario.StartAsync();
        scenario.Receiver.Then(429, ("Retry-After", retryAfter));

        await scenario.StartExportAsync();
        await scenario.Export.Host.SettleAsync();

        var next = (await scenario.LatestJobAsync()).GetProperty("upload").GetProperty("next_try_at").GetDateTimeOffset();
        Assert.Equal(seconds, (next - scenario.Export.Host.Clock.GetUtcNow()).TotalSeconds, tolerance: 1);
    }

    [Fact]
    public async Task Upload_RefusedForGood_FailsTheJobAndTheOldArchiveStillDownloads()
    {
        await using var scenario = await UploadScenario.StartAsync();
        await scenario.Export.ExportAsync();
        var old = await scenario.DownloadAsync();
        await scenario.Export.CommitAsync(("c.txt", "new"));
        scenario.Receiver.Then(403);

        await scenario.StartExportAsync();
        await scenario.Export.Host.SettleAsync();

        Assert.Equal("failed/after_export_failed", await scenario.Export.LatestJobAsync());
        Assert.Equal("finished", await scenario.Export.StatusAsync());
        Assert.Equal(old, await scenario.DownloadAsync());
        Assert.Single(scenario.Export.Blobs());
        Assert.Equal(1, scenario.Receiver.Requests);
        Assert.Equal(
            $"The upload to {UploadScenario.Host} was answered with 403.", (await scenario.LatestJobAsync()).GetProperty("message").GetString());
    }

    [Fact]
    public async Task Upload_RefusedBeforeTheArchiveIsRead_SendsNothingOfIt()
    {
        await using var scenario = await UploadScenario.StartAsync();
        scenario.Receiver.Then(context =>
        {
            context.Response.StatusCode = 413;
            return Task.CompletedTask;
        });

        await scenario.StartExportAsync();
        await scenario.Export.Host.SettleAsync();

        var job = await scenario.LatestJobAsync();
        Assert.EndsWith("was answered with 413.", job.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, job.GetProperty("upload").GetProperty("bytes_sent").GetInt64());
    }

    [Fact]
    public async Task Upload_EveryTryFails_FailsTheJobAfterTheLast()
    {
        await using var scenario = await UploadScenario.StartAsync();
        for (var number = 0; number < 10; number++)
            scenario.Receiver.Then(500);

        await scenario.StartExportAsync();
        await scenario.Export.Host.AdvanceUntilAsync(
            async () => await scenario.Export.LatestJobAsync() == "failed/after_export_failed", TimeSpan.FromHours(1));
        await scenario.Export.Host.SettleAsync();

        Assert.Equal(6, scenario.Receiver.Requests);
        Assert.Equal(1, scenario.Export.Gate.RunsOf("BeginAttempt"));
        Assert.Empty(scenario.Export.Blobs());
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("fe80::1")]
    public async Task Upload_NameLeadsInside_FailsTheJobAtOnce(string address)
    {
        await using var scenario = await UploadScenario.StartAsync();
        scenario.Resolver.Add("innocent.example.com", address);
        using var response = await scenario.PostAsync(new { url = "https://innocent.example.com/hush-path" });
        await response.ReadJsonAsync(202);

        await scenario.Export.Host.SettleAsync();

        await AssertRefusedAsync(scenario, "innocent.example.com");
    }

    [Fact]
    public async Task Upload_RedirectLeadsInside_FailsTheJobAtOnce()
    {
        await using var scenario = await UploadScenario.StartAsync();
        scenario.Receiver.Then(307, ("Location", "http://169.254.169.254/latest/hush-path"));
        await scenario.StartExportAsync();

        await scenario.Export.Host.SettleAsync();

        await AssertRefusedAsync(scenario, "169.254.169.254");
    }

    [Fact]
    public async Task Upload_RedirectThatKeepsTheMethod_SendsTheWholeArchiveThere()
    {
        await using var scenario = await UploadScenario.StartAsync();
        scenario.Receiver.Then(307, ("Location", "/elsewhere"));

        await scenario.StartExportAsync();
        await scenario.Export.Host.SettleAsync();

        var upload = Assert.Single(scenario.Receiver.Accepted);
        Assert.Equal(("PUT", "/elsewhere"), (upload.Method, upload.Target));
        Assert.Equal(await scenario.DownloadAsync(), upload.Body);
    }

    [Fact]
    public async Task Upload_RedirectThatWouldDropTheArchive_IsNoSuccess()
    {
        await using var scenario = await UploadScenario.StartAsync();
        scenario.Receiver.Then(302, ("Location", "/login"));

        await scenario.StartExportAsync();
        await scenario.Export.Host.SettleAsync();

        Assert.Equal("failed/after_export_failed", await scenario.Export.LatestJobAsync());
        Assert.Equal(1, scenario.Receiver.Requests);
    }

    [Fact]
    public async Task Cancel_WhileUploading_StopsTheUploadAndLeavesTheOldArchive()
    {
        await using var scenario = await UploadScenario.StartAsync();
        await scenario.Export.ExportAsync();
        var old = Assert.Single(scenario.Export.Blobs());
        var (arrived, aborted) = HoldNext(scenario);
        var job = await scenario.StartExportAsync();
        await arrived.WaitAsync(Patience);

        using var cancelled = await scenario.Export.SendAsync(HttpMethod.Post, $"/exports/{job}/cancel");

        Assert.Equal(202, (int)cancelled.StatusCode);
        await aborted.WaitAsync(Patience);
        await scenario.Export.Host.SettleAsync();
        Assert.Equal("failed/cancelled", await scenario.Export.LatestJobAsync());
        Assert.Equal("finished", await scenario.Export.StatusAsync());
        Assert.Equal(old, Assert.Single(scenario.Export.Blobs()));
    }

    [Fact]
    public async Task Cancel_ThroughAnotherInstance_StopsTheUploadAtTheNextHeartbeat()
    {
        await using var scenario = await UploadScenario.StartAsync();
        await using var second = await scenario.Export.Host.StartInstanceAsync();
        var (arrived, aborted) = HoldNext(scenario);
        var job = await scenario.StartExportAsync();
        await arrived.WaitAsync(Patience);

        using var cancelled = await second.Http.PostAsync($"{ApiClientExtensions.Api}/projects/{scenario.Export.Project}/exports/{job}/cancel", null);
        Assert.Equal(202, (int)cancelled.StatusCode);
        Assert.False(aborted.IsCompleted);
        scenario.Export.Host.Clock.Advance(TimeSpan.FromSeconds(10));

        await aborted.WaitAsync(Patience);
        await scenario.Export.Host.SettleAsync();
        Assert.Equal("failed/cancelled", await scenario.Export.LatestJobAsync());
        Assert.Empty(scenario.Export.Blobs());
    }

    [Fact]
    public async Task Cancel_WhileWaitingForTheNextTry_RemovesTheNewArchive()
    {
        await using var scenario = await UploadScenario.StartAsync();
        scenario.Receiver.Then(503);
        var job = await scenario.StartExportAsync();
        await scenario.Export.Host.SettleAsync();

        using var cancelled = await scenario.Export.SendAsync(HttpMethod.Post, $"/exports/{job}/cancel");
        await scenario.Export.Host.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("failed/cancelled", await scenario.Export.LatestJobAsync());
        Assert.Equal(1, scenario.Receiver.Requests);
        Assert.Empty(scenario.Export.Blobs());
    }

    [Fact]
    public async Task Upload_TakesLong_BeatsAndSaysHowFarItIs()
    {
        await using var scenario = await UploadScenario.StartAsync();
        var (arrived, _) = HoldNext(scenario);
        var id = await scenario.StartExportAsync();
        await arrived.WaitAsync(Patience);

        // What the receiver has read its sender may not have counted yet; then the next beat says it.
        var sent = 0L;
        for (var beats = 0; sent == 0 && beats < 10; beats++)
        {
            var job = await BeatAsync(scenario, id);
            Assert.Equal(scenario.Export.Host.Clock.GetUtcNow(), job.GetProperty("heartbeat_at").GetDateTimeOffset());
            Assert.Equal("uploading", job.GetProperty("phase").GetString());
            sent = job.GetProperty("upload").GetProperty("bytes_sent").GetInt64();
        }

        Assert.True(sent > 0, "Ten beats said that nothing was sent.");
    }

    [Fact]
    public async Task Upload_TakesLongerThanItsLimit_IsTriedAgain()
    {
        await using var scenario = await UploadScenario.StartAsync(settings: ("Upload__TimeLimit", "00:00:20"));
        var (arrived, aborted) = HoldNext(scenario);
        await scenario.StartExportAsync();
        await arrived.WaitAsync(Patience);
        scenario.Export.Host.HoldActivity();

        await scenario.Export.Host.AdvanceAsync(TimeSpan.FromSeconds(20), pastActivities: true);
        scenario.Export.Host.ReleaseActivity();
        await aborted.WaitAsync(Patience);
        await scenario.Export.Host.AdvanceAsync(TimeSpan.FromSeconds(30));

        Assert.Equal("finished", await scenario.Export.StatusAsync());
        Assert.Single(scenario.Receiver.Accepted);
    }

    [Fact]
    public async Task Upload_HostStops_NoHeartbeatIsDueUntilItIsTriedAgain()
    {
        await using var scenario = await UploadScenario.StartAsync();
        var step = scenario.Export.Gate.Hold("UploadArchive");
        var attempt = new AttemptKey(scenario.Export.Project, await scenario.StartExportAsync(), 1);
        await step.ArrivedAsync();
        var archive = scenario.Export.Host.Blobs.GetBlobContainerClient("project-exports").GetBlobClient(ArchiveBlobName.Of(attempt));
        var bytes = (await archive.GetPropertiesAsync()).Value.ContentLength;
        var (arrived, _) = HoldNext(scenario);
        using var stopping = new CancellationTokenSource();

        var upload = scenario.Export.Service<ArchiveUpload>().RunAsync(new(attempt, bytes, 1), stopping.Token);
        await arrived.WaitAsync(Patience);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upload);

        var job = (await scenario.Export.Service<ProjectExportTable>().FindJobAsync(attempt.ProjectId, attempt.JobId, default))!;
        Assert.True(job.Position.Holds(1));
        Assert.True(job.AwaitsWorker);
        step.Release();
        await scenario.Export.Host.SettleAsync();
        Assert.Equal("finished", await scenario.Export.LatestJobAsync());
    }

    /// <summary>Moves the clock to the next beat, and returns the job once that is in its row.</summary>
    private static async Task<JsonElement> BeatAsync(UploadScenario scenario, string job)
    {
        var row = $"/{ProjectExportKeys.Active(job)}";
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scenario.Export.Host.Faults.OnCommit = point =>
        {
            if (point.Source is CommitSource.Table && point.Subject.EndsWith(row, StringComparison.Ordinal))
                written.TrySetResult();
        };

        scenario.Export.Host.Clock.Advance(TimeSpan.FromSeconds(10));
        await written.Task.WaitAsync(Patience);
        return await scenario.LatestJobAsync();
    }

    private static async Task AssertRefusedAsync(UploadScenario scenario, string host)
    {
        var job = await scenario.LatestJobAsync();
        Assert.Equal("failed/after_export_failed", await scenario.Export.LatestJobAsync());
        Assert.Contains(host, job.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", job.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(1, scenario.Export.Gate.RunsOf("UploadArchive"));
        Assert.Empty(scenario.Export.Blobs());
    }

    /// <summary>The next request takes the archive and gets no answer until its sender goes away.</summary>
    private static (Task Arrived, Task Aborted) HoldNext(UploadScenario scenario)
    {
        var (arrived, aborted) = (new TaskCompletionSource(), new TaskCompletionSource());
        scenario.Receiver.Then(async context =>
        {
            context.RequestAborted.Register(aborted.SetResult);
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            arrived.SetResult();
            await aborted.Task;
        });
        return (arrived.Task, aborted.Task);
    }
}
