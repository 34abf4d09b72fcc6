using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace Exports.Functions.ProjectExports.Http;

/// <summary>Whether a request for an archive counts as a download: when its answer brings the archive's beginning.</summary>
internal static class DownloadCost
{
    public static bool IsCounted(HttpRequest request, PublishedArchive archive)
    {
        var headers = request.GetTypedHeaders();
        var tag = new EntityTagHeaderValue($"\"{archive.Sha256}\"");
        return !HttpMethods.IsHead(request.Method)
            && !headers.IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false))
            && !IsLaterPart(headers, archive.Bytes, tag);
    }

    /// <summary>One range that does not start at 0 and will be honoured. Several ranges, and one of another archive, bring it all.</summary>
    private static bool IsLaterPart(RequestHeaders headers, long bytes, EntityTagHeaderValue tag)
    {
        if (headers.Range is not { Unit.Value: "bytes", Ranges: { Count: 1 } ranges } || !IsOfThis(headers, tag))
            return false;

        var range = ranges.Single();
        return (range.From ?? Math.Max(0, bytes - range.To!.Value)) > 0;
    }

    private static bool IsOfThis(RequestHeaders headers, EntityTagHeaderValue tag) =>
        headers.IfRange is not { } condition || condition.EntityTag?.Compare(tag, useStrongComparison: true) == true;
}
