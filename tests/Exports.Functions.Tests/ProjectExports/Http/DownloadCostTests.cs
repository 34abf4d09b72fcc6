using Exports.Functions.ProjectExports.Http;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.Tests.ProjectExports.Http;

public sealed class DownloadCostTests
{
    private const string Tag = "\"hash\"";

    private static readonly DateTimeOffset PublishedAt = new(2026, 1, 1, 0, 0, 0, 700, TimeSpan.Zero);

    [Theory]
    [InlineData("GET", null, null, null, true)]
    [InlineData("HEAD", null, null, null, false)]
    [InlineData("GET", "bytes=0-", null, null, true)]
    [InlineData("GET", "bytes=0-0", null, null, true)]
    [InlineData("GET", "bytes=1-", null, null, false)]
    [InlineData("GET", "bytes=5-7", null, null, false)]
    [InlineData("GET", "bytes=-1", null, null, false)]
    [InlineData("GET", "bytes=-99", null, null, false)]
    [InlineData("GET", "bytes=-100", null, null, true)]
    [InlineData("GET", "bytes=-101", null, null, true)]
    [InlineData("GET", "bytes=1-2,4-5", null, null, true)]
    [InlineData("GET", "bytes=1-,", null, null, true)]
    [InlineData("GET", "bytes=x", null, null, true)]
    [InlineData("GET", "lines=1-", null, null, true)]
    [InlineData("GET", "bytes=1-", Tag, null, false)]
    [InlineData("GET", "bytes=1-", "W/\"hash\"", null, true)]
    [InlineData("GET", "bytes=1-", "\"other\"", null, true)]
    [InlineData("GET", "bytes=1-", "Fri, 02 Jan 2026 03:04:05 GMT", null, true)]
    [InlineData("GET", null, null, Tag, false)]
    [InlineData("GET", null, null, "W/\"hash\"", false)]
    [InlineData("GET", null, null, "\"other\"", true)]
    [InlineData("GET", null, null, "*", false)]
    public void IsCounted_AnyRequest_IsTrueWhereTheAnswerBringsTheBeginning(
        string method, string? range, string? ifRange, string? ifNoneMatch, bool counted)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Headers.Range = range;
        request.Headers.IfRange = ifRange;
        request.Headers.IfNoneMatch = ifNoneMatch;

        Assert.Equal(counted, DownloadCost.IsCounted(request, new PublishedArchive("blob", 100, "hash"), PublishedAt));
    }

    [Theory]
    [InlineData("If-Modified-Since", "Thu, 01 Jan 2026 00:00:00 GMT", false)]
    [InlineData("If-Modified-Since", "Wed, 31 Dec 2025 23:59:59 GMT", true)]
    [InlineData("If-Modified-Since", "some day", false)]
    [InlineData("If-Match", "*", true)]
    [InlineData("If-Unmodified-Since", "Thu, 01 Jan 2026 00:00:00 GMT", true)]
    public void IsCounted_KnownTagAndAnotherCondition_IsTrueWhereTheOtherMayAskForTheArchive(string name, string value, bool counted)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.IfNoneMatch = Tag;
        request.Headers[name] = value;

        Assert.Equal(counted, DownloadCost.IsCounted(request, new PublishedArchive("blob", 100, "hash"), PublishedAt));
    }
}
