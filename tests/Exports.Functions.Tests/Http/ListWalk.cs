using System.Text.Json;
using System.Text.RegularExpressions;

namespace Exports.Functions.Tests.Http;

/// <summary>Walks a list as clients do: from page to page by <c>Link</c>.</summary>
internal static partial class ListWalk
{
    /// <summary>Every page from this one on, as it arrives: what the caller does in between happens between two pages.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<JsonElement>> PagesAsync(this HttpClient http, string? url)
    {
        while (url is not null)
        {
            using var response = await http.GetAsync(url);
            var page = await response.ReadJsonAsync(200);
            url = response.Next();
            yield return [.. page.EnumerateArray()];
        }
    }

    /// <summary>The address behind <c>rel="next"</c>, or null.</summary>
    public static string? Next(this HttpResponseMessage response)
    {
        var links = response.Headers.TryGetValues("Link", out var values) ? string.Join(", ", values) : "";
        return NextLink.Match(links) is { Success: true } match ? match.Groups[1].Value : null;
    }

    public static string? Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    [GeneratedRegex("<([^>]*)>; rel=\"next\"")]
    private static partial Regex NextLink { get; }
}
