using System.Globalization;
using Exports.Functions.Shared.Http;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.Shared.Paging;

/// <summary>
/// Which part of a list is asked for: <c>page</c> (from 1) and <c>per_page</c> (20 unless said otherwise, never more than 100), or, with
/// <c>pagination=keyset</c>, what comes behind a <c>page_token</c> of the list's <c>Link</c>.
/// </summary>
internal sealed record PageRequest(int Page, int PerPage)
{
    internal const int DefaultPerPage = 20;
    internal const int MaxPerPage = 100;

    /// <summary>
    /// Pages reach this many rows deep; what lies deeper is reached by token. GitLab has the same rule with a limit of its own.
    /// </summary>
    internal const int MaxOffset = 10_000;

    /// <summary>Whether the list goes on by tokens: it then counts nothing, and each page costs what it shows.</summary>
    public bool IsKeyset { get; init; }

    /// <summary>Where to go on; null for the list's beginning. See <see cref="PageToken"/>.</summary>
    public string? Token { get; init; }

    /// <summary>How many items come before the page.</summary>
    public long Skip => IsKeyset ? 0 : (long)(Page - 1) * PerPage;

    /// <exception cref="ApiException">
    /// 400 for a value that is not a positive number or no kind of pagination, 405 for a page beyond <see cref="MaxOffset"/>. A
    /// <c>per_page</c> above the maximum is lowered, as in GitLab.
    /// </exception>
    public static PageRequest From(HttpRequest request)
    {
        var token = request.Query["page_token"].ToString();
        var page = new PageRequest(Positive(request, "page", 1), Math.Min(Positive(request, "per_page", DefaultPerPage), MaxPerPage))
        {
            IsKeyset = AsksForKeyset(request) || token.Length > 0,
            Token = token.Length > 0 ? token : null,
        };
        return page.Skip < MaxOffset ? page : throw TooDeep();
    }

    /// <summary>The refusal of a page that lies too deep to count up to.</summary>
    public static ApiException TooDeep() => new(
        StatusCodes.Status405MethodNotAllowed,
        $"Offset pagination has a maximum allowed offset of {MaxOffset}. Remaining records can be retrieved using keyset pagination.");

    private static bool AsksForKeyset(HttpRequest request) => request.Query["pagination"].ToString() switch
    {
        "keyset" => true,
        "" or "legacy" or "offset" => false,
        _ => throw ApiException.BadRequest("400 Bad request - pagination must be keyset or offset"),
    };

    private static int Positive(HttpRequest request, string name, int absent)
    {
        var text = request.Query[name].ToString();
        if (text.Length == 0)
        {
            return absent;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0
            ? value
            : throw ApiException.BadRequest($"400 Bad request - {name} must be a positive number");
    }
}
