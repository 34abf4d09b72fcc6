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

    private static readonly string[] Ours = ["page", "per_page", "pagination", "page_token"];

    /// <summary>
    /// For a numbered page all of GitLab's headers; for one by token <c>Link</c> alone says what follows. The next page of a list that is
    /// too long to count is linked by token whatever this page was.
    /// </summary>
    public static void Write(HttpResponse response, PageRequest page, PageEnd end)
    {
        Set(response, "X-Per-Page", page.PerPage);
        if (!page.IsKeyset)
            WriteNumbers(response, page, end);
        if (string.Join(", ", Links(response.HttpContext.Request, page, end)) is { Length: > 0 } links)
            response.Headers.Link = links;
    }

    private static void WriteNumbers(HttpResponse response, PageRequest page, PageEnd end)
    {
        Set(response, "X-Page", page.Page);
        Set(response, "X-Next-Page", end.HasNext ? page.Page + 1 : null);
        Set(response, "X-Prev-Page", page.Page > 1 ? page.Page - 1 : null);
        if (end.Total is { } total)
        {
            Set(response, "X-Total", total);
            Set(response, "X-Total-Pages", Pages(page, total));
        }
    }

    private static long Pages(PageRequest page, long total) => Math.Max(1, (total + page.PerPage - 1) / page.PerPage);

    private static IEnumerable<string> Links(HttpRequest request, PageRequest page, PageEnd end)
    {
        if (page is { IsKeyset: false, Page: > 1 })
            yield return Link(request, page.PerPage, "prev", Number(page.Page - 1));
        if (end.NextToken is { } token)
            yield return Link(request, page.PerPage, "next", new("pagination", "keyset"), new("page_token", token));
        else if (end.HasNext)
            yield return Link(request, page.PerPage, "next", Number(page.Page + 1));
        if (page.IsKeyset)
            yield break;

        yield return Link(request, page.PerPage, "first", Number(1));
        if (end.Total is { } total)
            yield return Link(request, page.PerPage, "last", Number(Pages(page, total)));
    }

    private static KeyValuePair<string, string?> Number(long page) => new("page", page.ToString(CultureInfo.InvariantCulture));

    private static string Link(HttpRequest request, int perPage, string relation, params KeyValuePair<string, string?>[] place)
    {
        var others = QueryHelpers.ParseQuery(request.QueryString.Value).Where(pair => !Ours.Contains(pair.Key));
        var query = others.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value.ToString()))
            .Concat(place)
            .Append(new("per_page", perPage.ToString(CultureInfo.InvariantCulture)));
        return $"<{QueryHelpers.AddQueryString(request.BaseUrl() + request.Path.ToUriComponent(), query)}>; rel=\"{relation}\"";
    }

    private static void Set(HttpResponse response, string header, long? value) =>
        response.Headers[header] = value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
