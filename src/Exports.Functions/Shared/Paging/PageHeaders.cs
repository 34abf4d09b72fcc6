using System.Globalization;
using Exports.Functions.Shared.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Exports.Functions.Shared.Paging;

/// <summary>The headers by which GitLab clients walk through a list.</summary>
internal static class PageHeaders
{
    /// <summary>Above this many items the total is left out, as GitLab does.</summary>
    internal const int MaxCounted = 10_000;

    /// <param name="response">The response whose headers are set.</param>
    /// <param name="page">The page that is answered.</param>
    /// <param name="hasNext">Whether items follow it.</param>
    /// <param name="total">How many items there are, or null when there are more than <see cref="MaxCounted"/>.</param>
    public static void Write(HttpResponse response, PageRequest page, bool hasNext, long? total)
    {
        Set(response, "X-Page", page.Page);
        Set(response, "X-Per-Page", page.PerPage);
        Set(response, "X-Next-Page", hasNext ? page.Page + 1 : null);
        Set(response, "X-Prev-Page", page.Page > 1 ? page.Page - 1 : null);
        long? pages = total is null ? null : Math.Max(1, (total.Value + page.PerPage - 1) / page.PerPage);
        if (total is not null)
        {
            Set(response, "X-Total", total);
            Set(response, "X-Total-Pages", pages);
        }

        response.Headers.Link = string.Join(", ", Links(response.HttpContext.Request, page, hasNext, pages));
    }

    private static IEnumerable<string> Links(HttpRequest request, PageRequest page, bool hasNext, long? pages)
    {
        if (page.Page > 1)
        {
            yield return Link(request, page.Page - 1, page.PerPage, "prev");
        }

        if (hasNext)
        {
            yield return Link(request, page.Page + 1, page.PerPage, "next");
        }

        yield return Link(request, 1, page.PerPage, "first");
        if (pages is not null)
        {
            yield return Link(request, pages.Value, page.PerPage, "last");
        }
    }

    private static string Link(HttpRequest request, long page, int perPage, string relation)
    {
        var others = QueryHelpers.ParseQuery(request.QueryString.Value).Where(pair => pair.Key is not ("page" or "per_page"));
        var query = others.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value.ToString()))
            .Append(new("page", page.ToString(CultureInfo.InvariantCulture)))
            .Append(new("per_page", perPage.ToString(CultureInfo.InvariantCulture)));
        return $"<{QueryHelpers.AddQueryString(request.BaseUrl() + request.Path.ToUriComponent(), query)}>; rel=\"{relation}\"";
    }

    private static void Set(HttpResponse response, string header, long? value) =>
        response.Headers[header] = value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
