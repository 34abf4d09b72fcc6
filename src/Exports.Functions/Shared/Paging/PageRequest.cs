using System.Globalization;
using Exports.Functions.Shared.Http;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.Shared.Paging;

/// <summary>
/// Which part of a list is asked for: <c>page</c> (from 1) and <c>per_page</c> (20 unless said otherwise, never more than 100).
/// </summary>
internal sealed record PageRequest(int Page, int PerPage)
{
    internal const int DefaultPerPage = 20;
    internal const int MaxPerPage = 100;

    /// <summary>How many items come before the page.</summary>
    public long Skip => (long)(Page - 1) * PerPage;

    /// <exception cref="ApiException">
    /// 400 for a value that is not a positive number. A <c>per_page</c> above the maximum is lowered, as in GitLab.
    /// </exception>
    public static PageRequest From(HttpRequest request) =>
        new(Positive(request, "page", 1), Math.Min(Positive(request, "per_page", DefaultPerPage), MaxPerPage));

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
