using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Exports.Functions.ProjectExports.Archives.Verification;
using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>Downloads that are sent on to the storage, with the setting that Azure has.</summary>
public sealed class DownloadRedirectTests
{
    [Fact]
    public async Task Download_Redirected_IsTheVerifiedArchiveUnderItsName()
    {
        await using var export = await StartAsync();

        using var redirect = await export.DownloadAsync();
        using var archive = await FollowAsync(export, redirect);

        Assert.Equal(HttpStatusCode.Found, redirect.StatusCode);
        Assert.Equal("no-store", redirect.Headers.CacheControl!.ToString());
        Assert.Empty(await redirect.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/gzip", archive.Content.Headers.ContentType!.ToString());
        Assert.Equal("group-sub-name_export.tar.gz", archive.Content.Headers.ContentDisposition!.FileName);
        using var content = new MemoryStream(await archive.Content.ReadAsByteArrayAsync());
        var status = (await export.GetStatusAsync()).GetProperty("archive");
        Assert.Equal(status.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(content.ToArray())));
        Assert.Equal(1, (await ArchiveVerifier.VerifyAsync(content)).Manifest.FileCount);
    }

    [Fact]
    public async Task Download_RangeRedirected_IsThatPart()
    {
        await using var export = await StartAsync();
        using var redirect = await export.DownloadAsync();
        using var whole = await FollowAsync(export, redirect);
        var content = await whole.Content.ReadAsByteArrayAsync();

        using var part = await FollowAsync(export, redirect, headers => headers.Range = new RangeHeaderValue(10, 19));

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(content[10..20], await part.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Download_AfterTheUrlsTime_Is403AndTheNextRedirectIsGood()
    {
        await using var export = await StartAsync(("DownloadUrlLifetime", "00:01:00"));
        using var redirect = await export.DownloadAsync();
        await export.Host.AdvanceAsync(TimeSpan.FromMinutes(1));

        using var expired = await FollowAsync(export, redirect);
        using var renewed = await FollowAsync(export, await export.DownloadAsync());

        Assert.Equal(HttpStatusCode.Forbidden, expired.StatusCode);
        Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);
    }

    [Fact]
    public async Task Download_AlteredUrl_Is403()
    {
        await using var export = await StartAsync();
        using var redirect = await export.DownloadAsync();
        var url = redirect.Headers.Location!.AbsoluteUri;

        using var altered = await export.Host.Http.GetAsync(url.Replace("_export.tar.gz", "_export.exe", StringComparison.Ordinal));

        Assert.NotEqual(url, altered.RequestMessage!.RequestUri!.AbsoluteUri);
        Assert.Equal(HttpStatusCode.Forbidden, altered.StatusCode);
    }

    [Fact]
    public async Task Download_ArchiveDeletedMeanwhile_IsGoneUnderTheUrlToo()
    {
        await using var export = await StartAsync();
        using var redirect = await export.DownloadAsync();
        using (await export.SendAsync(HttpMethod.Delete, "/export/archive"))
        {
        }

        using var gone = await FollowAsync(export, redirect);

        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Contains("not available", await export.DownloadErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_HeadAndConditions_AreAnsweredByTheApp()
    {
        await using var export = await StartAsync();
        var tag = new EntityTagHeaderValue($"\"{(await export.GetStatusAsync()).GetProperty("archive").GetProperty("sha256").GetString()}\"");

        using var head = await export.SendAsync(HttpMethod.Head, "/export/download");
        using var known = await GetAsync(export, headers => headers.IfNoneMatch.Add(tag));
        using var replaced = await GetAsync(export, headers =>
        {
            headers.Range = new RangeHeaderValue(10, 19);
            headers.IfRange = new RangeConditionHeaderValue("\"another\"");
        });
        using var expected = await GetAsync(export, headers => headers.IfMatch.Add(new("\"another\"")));

        Assert.Equal(tag, head.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, expected.StatusCode);
    }

    [Fact]
    public async Task Download_WithoutTheSetting_ComesFromTheApp()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(("a", "b"));
        await export.ExportAsync();

        using var response = await export.DownloadAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<ExportScenario> StartAsync(params (string Name, string Value)[] settings)
    {
        var export = await ExportScenario.StartAsync(settings: [("DownloadRedirect", "true"), .. settings]);
        await export.CreateProjectAsync(("a", "b"));
        await export.ExportAsync();
        return export;
    }

    private static Task<HttpResponseMessage> FollowAsync(
        ExportScenario export, HttpResponseMessage redirect, Action<HttpRequestHeaders>? configure = null) =>
        SendAsync(export, redirect.Headers.Location!.AbsoluteUri, configure);

    private static Task<HttpResponseMessage> GetAsync(ExportScenario export, Action<HttpRequestHeaders> configure) =>
        SendAsync(export, $"{ApiClientExtensions.Api}/projects/{export.Project}/export/download", configure);

    private static async Task<HttpResponseMessage> SendAsync(ExportScenario export, string url, Action<HttpRequestHeaders>? configure)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        configure?.Invoke(request.Headers);
        return await export.Host.Http.SendAsync(request);
    }
}
