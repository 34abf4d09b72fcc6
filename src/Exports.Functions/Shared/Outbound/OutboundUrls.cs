using Exports.Functions.Shared.Http;

namespace Exports.Functions.Shared.Outbound;

/// <summary>Reads URLs that callers give, and refuses at once what would never be sent to.</summary>
internal sealed class OutboundUrls(DestinationGuard guard)
{
    /// <summary>Signed URLs are long; request lines above this are refused by most servers.</summary>
    internal const int MaxLength = 8192;

    /// <param name="text">What the caller gave.</param>
    /// <param name="parameterName">Its name, for the sentence of a refusal: <c>upload[url]</c>.</param>
    /// <returns>An absolute URL. Its name has not been looked up: <see cref="OutboundHttp"/> does so when it connects.</returns>
    /// <exception cref="ApiException">400, with a sentence that does not repeat the URL.</exception>
    public Uri Parse(string? text, string parameterName)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw Refused(parameterName, "is missing");
        if (text.Length > MaxLength)
            throw TooLong(parameterName);
        if (text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character))
            || !Uri.TryCreate(text, UriKind.Absolute, out var url))
            throw Refused(parameterName, "is not an absolute URL");
        if (guard.Objection(url) is { } objection)
            throw Refused(parameterName, objection);
        // Encoded, as it is kept and sent, one character may have become nine.
        return url.AbsoluteUri.Length <= MaxLength ? url : throw TooLong(parameterName);
    }

    private static ApiException TooLong(string parameterName) => Refused(parameterName, $"is longer than {MaxLength} characters");

    private static ApiException Refused(string parameterName, string sentence) =>
        ApiException.BadRequest($"400 Bad request - {parameterName} {sentence}");
}
