using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Exports.Functions.Shared.Http;
using Exports.Functions.Shared.Json;

namespace Exports.Functions.Shared.Paging;

/// <summary>
/// Where a list goes on, as clients carry it: opaque to them, a JSON array in base64url to us. It names the list that it belongs to and the
/// row behind which to go on, which need not be there any more. It holds nothing that its bearer could not read in the list itself, so it
/// is checked, not signed.
/// </summary>
internal static class PageToken
{
    /// <param name="list">The list's name, with the id of what it is a list of.</param>
    /// <param name="position">The last row that was shown or passed over.</param>
    public static string Write(string list, params string[] position) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes<string[]>([list, .. position], ApiJson.Options));

    /// <param name="token">What the client sent.</param>
    /// <param name="list">The list that it is sent to.</param>
    /// <param name="parts">How many texts this list's positions have.</param>
    /// <exception cref="ApiException">400: it is no token of this list.</exception>
    public static string[] Read(string token, string list, int parts) =>
        TryParse(token, out var texts) && texts.Length == parts + 1 && texts[0] == list && !texts.Contains(null)
            ? texts[1..]
            : throw Refused();

    /// <summary>For a position that has the right form and cannot be.</summary>
    public static ApiException Refused() => ApiException.BadRequest("400 Bad request - page_token is not one of this list");

    private static bool TryParse(string token, [NotNullWhen(true)] out string[]? texts)
    {
        texts = null;
        try
        {
            texts = JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(token), ApiJson.Options);
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException)
        {
            // Said to the caller by the result.
        }

        return texts is not null;
    }
}
