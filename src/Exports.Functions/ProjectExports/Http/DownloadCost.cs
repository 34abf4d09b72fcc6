using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace Exports.Functions.ProjectExports.Http;

/// <summary>
/// Whether a request for an archive counts as a download: when its answer brings the archive's beginning. It is decided before ASP.NET Core
/// answers, so what is free here has to be what will be a 304 or a later part there, in every combination of headers.
/// </summary>
internal static class DownloadCost
{
    /// <param name="request">The request.</param>
    /// <param name="archive">What it asks for.</param>
    /// <param name="publishedAt">The archive's <c>Last-Modified</c>, which has whole seconds.</param>
    public static bool IsCounted(HttpRequest request, PublishedArchive archive, DateTimeOffset publishedAt)
    {
        var headers = request.GetTypedHeaders();
        var tag = new EntityTagHeaderValue($"\"{archive.Sha256}\"");
        return !HttpMethods.IsHead(request.Method) && !IsUnchanged(headers, tag, publishedAt) && !IsLaterPart(headers, archive.Bytes, tag);
    }

    /// <summary>The tag alone does not decide: the framework sends the archive as soon as any other condition asks for it.</summary>
    private static bool IsUnchanged(RequestHeaders headers, EntityTagHeaderValue tag, DateTimeOffset publishedAt) =>
        headers.IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false))
        && (headers.IfModifiedSince is not { } since || since.ToUnixTimeSeconds() >= publishedAt.ToUnixTimeSeconds())
        && headers.IfMatch.Count == 0
        && headers.IfUnmodifiedSince is null;

    /// <summary>
    /// One range that does not start at 0 and will be honoured. Several ranges, and one of another archive, bring it all.
    /// </summary>
    private static bool IsLaterPart(RequestHeaders headers, long bytes, EntityTagHeaderValue tag)
    {
        // A comma alone makes several ranges of one, which the framework does not serve.
        if (headers.Headers.Range.ToString().Contains(','))
            return false;
        if (headers.Range is not { Unit.Value: "bytes", Ranges: { Count: 1 } ranges } || !IsOfThis(headers, tag))
            return false;

        var range = ranges.Single();
        return (range.From ?? Math.Max(0, bytes - range.To!.Value)) > 0;
    }

    private static bool IsOfThis(RequestHeaders headers, EntityTagHeaderValue tag) =>
        headers.IfRange is not { } condition || condition.EntityTag?.Compare(tag, useStrongComparison: true) == true;
}
