using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Exports.Functions.ProjectExports;
using Exports.Functions.Shared;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;
using Exports.TestKit.StorageFaults;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>The routes of project exports one by one: shapes, headers, refusals.</summary>
public sealed class ExportEndpointTests
{
    private static readonly (string, string)[] Files = [("a", "b")];

    [Fact]
    public async Task Start_Accepted_TellsWhereTheJobIs()
    {
        await using var export = await StartAsync();

        using var response = await export.PostExportAsync();
        var job = (await response.ReadJsonAsync(202)).GetProperty("job");

        Assert.Equal("queued", job.GetProperty("status").GetString());
        var found = await export.Host.Http.GetFromJsonAsync<System.Text.Json.JsonElement>(response.Headers.Location);
        Assert.Equal(job.GetProperty("id").GetString(), found.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Start_ManyAtOnce_EachJobFinishesAndOneArchiveRemains()
    {
        await using var export = await StartAsync();

        var jobs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => export.StartExportAsync()));
        await export.Host.SettleAsync();

        Assert.Equal(20, jobs.Distinct().Count());
        using var page = await export.SendAsync(HttpMethod.Get, "/exports?per_page=100");
        var states = (await page.ReadJsonAsync(200)).EnumerateArray().Select(job => job.GetProperty("status").GetString());
        Assert.Equal(Enumerable.Repeat("finished", 20), states);
        Assert.Single(export.Blobs());
        Assert.Equal(1, (await export.DownloadVerifiedAsync()).Manifest.FileCount);
        Assert.Empty(await export.ActiveIndexAsync());
    }

    [Fact]
    public async Task Start_SameIdempotencyKey_ReturnsTheSameJob()
    {
        await using var export = await StartAsync();

        var first = await export.StartExportAsync(key: "k");
        await export.Host.SettleAsync();
        var second = await export.StartExportAsync(key: "k");
        var other = await export.StartExportAsync(key: "other");

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task Start_SameKeyAnotherBody_IsAConflict()
    {
        await using var export = await StartAsync();
        await export.StartExportAsync(key: "k");

        using var response = await export.PostExportAsync("k", JsonContent.Create(new { description = "another" }));

        Assert.Contains("Idempotency-Key", await response.ReadErrorAsync(409), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_Description_StandsInTheArchive()
    {
        await using var export = await StartAsync();
        using (await export.PostExportAsync(content: JsonContent.Create(new { description = "for the \"auditors\"" })))
            await export.Host.SettleAsync();

        var metadata = Encoding.UTF8.GetString((await export.DownloadVerifiedAsync()).ProjectJson.Span);

        using var parsed = System.Text.Json.JsonDocument.Parse(metadata);
        Assert.Equal("for the \"auditors\"", parsed.RootElement.GetProperty("description").GetString());
        Assert.Equal("group/sub/name", parsed.RootElement.GetProperty("path").GetString());
    }

    [Fact]
    public async Task Start_FormBody_IsReadAsGitLabClientsSendIt()
    {
        await using var export = await StartAsync();
        using var form = new FormUrlEncodedContent([new("description", "formal")]);
        using (await export.PostExportAsync(content: form))
            await export.Host.SettleAsync();

        Assert.Contains("formal", Encoding.UTF8.GetString((await export.DownloadVerifiedAsync()).ProjectJson.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=b")]
    public async Task Start_MalformedForm_Is400(string contentType)
    {
        await using var export = await StartAsync();
        using var form = new ByteArrayContent("--b\r\nContent-Disposition: form-data; name=description\r\n\r\ncut off"u8.ToArray());
        form.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var response = await export.PostExportAsync(content: form);

        Assert.Contains("form", await response.ReadErrorAsync(400), StringComparison.Ordinal);
        Assert.Equal("none", await export.StatusAsync());
    }

    [Fact]
    public async Task Start_FormOfUnknownLength_IsAskedForItsLength()
    {
        await using var export = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{ApiClientExtensions.Api}/projects/{export.Project}/export")
        {
            Content = new FormUrlEncodedContent([new("description", "formal")]),
            Headers = { TransferEncodingChunked = true },
        };

        using var response = await export.Host.Http.SendAsync(request);

        Assert.Contains("Content-Length", await response.ReadErrorAsync(411), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("{\"description\":7}", 400)]
    public async Task Start_BadBody_IsRefusedAndStartsNothing(string body, int status)
    {
        await using var export = await StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await export.PostExportAsync(content: content);

        Assert.NotEmpty(await response.ReadErrorAsync(status));
        Assert.Equal("none", await export.StatusAsync());
    }

    [Fact]
    public async Task Start_LongDescription_IsRefused()
    {
        await using var export = await StartAsync();

        using var response = await export.PostExportAsync(content: JsonContent.Create(new { description = new string('x', 2001) }));

        Assert.Contains("description", await response.ReadErrorAsync(400), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "export")]
    [InlineData("POST", "export")]
    [InlineData("GET", "export/download")]
    [InlineData("GET", "exports")]
    [InlineData("DELETE", "export/archive")]
    [InlineData("POST", "export/archive/pin")]
    public async Task AnyRoute_UnknownProject_IsNotFound(string method, string route)
    {
        await using var export = await StartAsync();

        foreach (var id in new[] { "4711", "group%2Fother", "0", "a%20b" })
        {
            using var response = await export.Host.Http.SendAsync(new(new(method), $"{ApiClientExtensions.Api}/projects/{id}/{route}"));
            Assert.Equal("404 Project Not Found", await response.ReadErrorAsync(404));
        }
    }

    [Fact]
    public async Task Status_ByEncodedPath_HasTheShapeOfGitLab()
    {
        await using var export = await StartAsync();
        Assert.False((await export.GetStatusAsync()).TryGetProperty("_links", out _));
        await export.ExportAsync();

        var status = await export.Host.Http.GetJsonAsync("/projects/group%2Fsub%2fname/export");

        Assert.Equal(export.Project, status.GetProperty("id").GetInt64());
        Assert.Equal("name", status.GetProperty("path").GetString());
        Assert.Equal("group/sub/name", status.GetProperty("path_with_namespace").GetString());
        Assert.Equal("group / sub / name", status.GetProperty("name_with_namespace").GetString());
        Assert.Equal("finished", status.GetProperty("export_status").GetString());
        var link = status.GetProperty("_links").GetProperty("api_url").GetString();
        using var archive = await export.Host.Http.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, archive.StatusCode);
    }

    [Fact]
    public async Task Download_Whole_CarriesNameLengthAndHash()
    {
        await using var export = await StartAsync();
        await export.ExportAsync();
        var archive = (await export.GetStatusAsync()).GetProperty("archive");

        using var response = await export.DownloadAsync();
        var content = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal("group-sub-name_export.tar.gz", response.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal("application/gzip", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(archive.GetProperty("size").GetInt64(), content.Length);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        Assert.Equal(archive.GetProperty("sha256").GetString(), hash);
        Assert.Equal($"\"{hash}\"", response.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task Download_Head_HasTheHeadersAlone()
    {
        await using var export = await StartAsync();
        await export.ExportAsync();

        using var response = await export.SendAsync(HttpMethod.Head, "/export/download");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((await export.GetStatusAsync()).GetProperty("archive").GetProperty("size").GetInt64(), response.Content.Headers.ContentLength);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Download_Range_IsThatPartOfTheArchive()
    {
        await using var export = await StartAsync();
        await export.ExportAsync();
        using var whole = await export.DownloadAsync();
        var content = await whole.Content.ReadAsByteArrayAsync();

        using var part = await GetRangeAsync(export, new(10, 19), whole.Headers.ETag!);
        using var rest = await GetRangeAsync(export, new(content.Length - 7, null), whole.Headers.ETag!);

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal($"bytes 10-19/{content.Length}", part.Content.Headers.ContentRange!.ToString());
        Assert.Equal(content[10..20], await part.Content.ReadAsByteArrayAsync());
        Assert.Equal(content[^7..], await rest.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Download_RangeOfAReplacedArchive_IsTheWholeNewOne()
    {
        await using var export = await StartAsync();
        await export.ExportAsync();

        using var response = await GetRangeAsync(export, new(1, 2), new("\"another\""));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Download_RangeBehindTheEnd_IsNotSatisfiable()
    {
        await using var export = await StartAsync();
        await export.ExportAsync();

        using var response = await GetRangeAsync(export, new(1_000_000, null), ifRange: null);

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
    }

    [Fact]
    public async Task Download_KnownETag_IsNotModified()
    {
        await using var export = await StartAsync();
        await export.ExportAsync();
        using var whole = await export.DownloadAsync();

        using var request = new HttpRequestMessage(HttpMethod.Get, whole.RequestMessage!.RequestUri);
        request.Headers.IfNoneMatch.Add(whole.Headers.ETag!);
        using var response = await export.Host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
    }

    [Fact]
    public async Task Archive_Deleted_IsGoneAtOnce()
    {
        await using var export = await StartAsync();
        await export.ExportAsync();

        using var deleted = await export.SendAsync(HttpMethod.Delete, "/export/archive");
        using var again = await export.SendAsync(HttpMethod.Delete, "/export/archive");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal("none", await export.StatusAsync());
        Assert.Empty(export.Blobs());
    }

    [Fact]
    public async Task Archive_DeletedButItsFileIsStillThere_ARepeatRemovesIt()
    {
        await using var export = await StartAsync();
        await export.ExportAsync();
        export.Host.Faults.OnCommit = point =>
        {
            if (point.Subject.EndsWith("/0-archive", StringComparison.Ordinal))
                throw new IOException("The process ends between the pointer and the file.");
        };
        using (var broken = await export.SendAsync(HttpMethod.Delete, "/export/archive"))
            Assert.Equal(HttpStatusCode.InternalServerError, broken.StatusCode);
        export.Host.Faults.OnCommit = null;
        Assert.Single(export.Blobs());

        using var again = await export.SendAsync(HttpMethod.Delete, "/export/archive");

        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Empty(export.Blobs());
    }

    [Fact]
    public async Task Archive_Pinned_OutlivesItsTimeUntilUnpinned()
    {
        await using var export = await StartAsync();
        await export.ExportAsync();
        using (var pinned = await export.SendAsync(HttpMethod.Post, "/export/archive/pin"))
            Assert.Equal(HttpStatusCode.NoContent, pinned.StatusCode);
        await export.Host.AdvanceAsync(TimeSpan.FromHours(30));
        Assert.Equal("finished", await export.StatusAsync());
        Assert.True((await export.GetStatusAsync()).GetProperty("archive").GetProperty("pinned").GetBoolean());

        using (var unpinned = await export.SendAsync(HttpMethod.Post, "/export/archive/unpin"))
            Assert.Equal(HttpStatusCode.NoContent, unpinned.StatusCode);
        await export.Host.AdvanceAsync(TimeSpan.FromHours(23));
        Assert.Equal("finished", await export.StatusAsync());
        await export.Host.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Equal("none", await export.StatusAsync());
        Assert.Empty(export.Blobs());
    }

    [Fact]
    public async Task List_Jobs_NewestFirstInPages()
    {
        await using var export = await StartAsync();
        var first = await export.ExportAsync();
        var second = await export.ExportAsync();
        var third = await export.ExportAsync();

        using var page = await export.SendAsync(HttpMethod.Get, "/exports?per_page=2");
        var jobs = await page.ReadJsonAsync(200);

        Assert.Equal([third, second], jobs.EnumerateArray().Select(job => job.GetProperty("id").GetString()!));
        Assert.Equal("2", page.Headers.GetValues("X-Next-Page").Single());
        Assert.Equal("3", page.Headers.GetValues("X-Total").Single());
        using var last = await export.SendAsync(HttpMethod.Get, "/exports?per_page=2&page=2");
        Assert.Equal([first], (await last.ReadJsonAsync(200)).EnumerateArray().Select(job => job.GetProperty("id").GetString()!));
        Assert.Equal("3", last.Headers.GetValues("X-Total").Single());
    }

    [Fact]
    public async Task Reads_ShortAndEmptyPages_GiveTheSame()
    {
        await using var export = await StartAsync();
        var jobs = new[] { await export.ExportAsync(), await export.ExportAsync(), await export.ExportAsync() };
        StorageFaultPlan.ShapePages(export.Host.Services, new(MaxItemsPerPage: 1, EmptyPages: true));

        Assert.Equal("finished", await export.StatusAsync());
        Assert.Equal(jobs[2], (await export.GetStatusAsync()).GetProperty("latest_job").GetProperty("id").GetString());
        Assert.Equal(jobs.Reverse(), (await export.ListJobsAsync()).EnumerateArray().Select(job => job.GetProperty("id").GetString()!));
        await export.Host.AdvanceAsync(TimeSpan.FromHours(24));
        Assert.Equal("none", await export.StatusAsync());
        Assert.Empty(export.Blobs());
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("nonsense")]
    [InlineData("a%27%20or%20true")]
    public async Task Job_Unknown_IsNotFound(string job)
    {
        await using var export = await StartAsync();

        using var found = await export.SendAsync(HttpMethod.Get, $"/exports/{job}");
        using var cancelled = await export.SendAsync(HttpMethod.Post, $"/exports/{job}/cancel");

        Assert.Equal("404 Export Not Found", await found.ReadErrorAsync(404));
        Assert.Equal("404 Export Not Found", await cancelled.ReadErrorAsync(404));
    }

    [Fact]
    public async Task Cancel_Finished_IsAConflict()
    {
        await using var export = await StartAsync();
        var job = await export.ExportAsync();

        using var response = await export.SendAsync(HttpMethod.Post, $"/exports/{job}/cancel");

        Assert.Contains("ended", await response.ReadErrorAsync(409), StringComparison.Ordinal);
        Assert.Equal("finished", await export.StatusAsync());
    }

    [Fact]
    public async Task Cancel_Queued_FailsBeforeItBegins()
    {
        await using var export = await StartAsync();
        var begin = export.Gate.Hold("BeginAttempt");
        var job = await export.StartExportAsync();
        await begin.ArrivedAsync();

        using (var response = await export.SendAsync(HttpMethod.Post, $"/exports/{job}/cancel"))
            await response.ReadJsonAsync(202);
        begin.Release();
        await export.Host.SettleAsync();

        Assert.Equal("failed/cancelled", await export.LatestJobAsync());
        Assert.Equal(0, export.Gate.RunsOf("WriteSegment"));
        Assert.Empty(await export.ActiveIndexAsync());
    }

    [Fact]
    public async Task Project_DeletedWhileExporting_EndsTheJobAndLeavesNoArchive()
    {
        await using var export = await StartAsync();
        await export.ExportAsync();
        var write = export.Gate.Hold("WriteSegment");
        var job = await export.StartExportAsync();
        await write.ArrivedAsync();

        using (var deleted = await export.SendAsync(HttpMethod.Delete, ""))
            Assert.Equal(HttpStatusCode.Accepted, deleted.StatusCode);
        using (var repeated = await export.SendAsync(HttpMethod.Delete, ""))
            Assert.Equal(HttpStatusCode.Accepted, repeated.StatusCode);
        write.Release();
        await export.Host.SettleAsync();

        var ended = await export.Service<ProjectExportTable>().FindJobAsync(export.Project, job, default);
        Assert.Equal((ExportJobStatus.Failed, FailureReason.ProjectDeleted), (ended!.Status, ended.Reason));
        Assert.Empty(export.Blobs());
        Assert.Empty(await export.ActiveIndexAsync());
    }

    private static async Task<ExportScenario> StartAsync()
    {
        var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(Files);
        return export;
    }

    private static async Task<HttpResponseMessage> GetRangeAsync(ExportScenario export, RangeItemHeaderValue range, EntityTagHeaderValue? ifRange)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{ApiClientExtensions.Api}/projects/{export.Project}/export/download");
        request.Headers.Range = new() { Ranges = { range } };
        if (ifRange is not null)
            request.Headers.IfRange = new(ifRange);
        return await export.Host.Http.SendAsync(request);
    }
}
