using System.Text;
using Azure;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>One page of a listing.</summary>
internal sealed class BlobListing
{
    private const int MaxPerPage = 5000;

    private readonly BlobListQuery _query;
    private readonly int _pageSize;
    private readonly bool _emptyPages;
    private readonly (string Name, bool AfterEmptyPage)? _position;

    private BlobListing(BlobListQuery query, int pageSize, bool emptyPages, (string Name, bool AfterEmptyPage)? position)
    {
        _query = query;
        _pageSize = pageSize;
        _emptyPages = emptyPages;
        _position = position;
    }

    /// <exception cref="RequestFailedException">400 <c>OutOfRangeQueryParameterValue</c> or <c>InvalidQueryParameterValue</c>.</exception>
    public static BlobListing Of(BlobListQuery query, PageShaping shaping)
    {
        if (query.MaxPerPage < 1)
        {
            throw BlobErrors.Refusal(400, "OutOfRangeQueryParameterValue", $"A page has at least one blob, not {query.MaxPerPage}.");
        }

        var size = Math.Min(Math.Min(query.MaxPerPage ?? MaxPerPage, MaxPerPage), shaping.MaxItemsPerPage ?? MaxPerPage);
        return new BlobListing(query, size, shaping.EmptyPages, ParseMarker(query.Marker));
    }

    public BlobListPage Run(BlobRows rows)
    {
        var prefix = _query.Prefix ?? string.Empty;
        var from = new[] { prefix, _query.StartFrom ?? string.Empty, _position?.Name ?? string.Empty }.Max(StringComparer.Ordinal)!;
        var found = rows.List(OrdinalKey.Encode(from), OrdinalKey.AfterPrefix(prefix), _pageSize + 1);
        if (_emptyPages && found.Count > 0 && _position is not { AfterEmptyPage: true })
        {
            return new BlobListPage([], Marker(found[0].Name, afterEmptyPage: true));
        }

        var page = found.Take(_pageSize).Select(blob => blob.ToItem(_query.WithMetadata)).ToArray();
        return new BlobListPage(page, found.Count > _pageSize ? Marker(found[^1].Name, afterEmptyPage: false) : null);
    }

    private static string Marker(string name, bool afterEmptyPage) =>
        $"1!{(afterEmptyPage ? 'e' : 'p')}!{Convert.ToBase64String(Encoding.Unicode.GetBytes(name))}";

    private static (string Name, bool AfterEmptyPage)? ParseMarker(string? marker)
    {
        if (string.IsNullOrEmpty(marker))
        {
            return null;
        }

        try
        {
            if (marker.Split('!') is ["1", var kind, var name])
            {
                return (Encoding.Unicode.GetString(Convert.FromBase64String(name)), kind == "e");
            }
        }
        catch (FormatException)
        {
            // Not base64: refused below like any other text that no listing gave out.
        }

        throw BlobErrors.Refusal(400, "InvalidQueryParameterValue", "The marker is not valid.");
    }
}
