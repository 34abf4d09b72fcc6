using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Exports.EmbeddedHost.Storage.Blobs.Signing;

/// <summary>What a signed URL says, as text and under Azure's names; empty where it says nothing.</summary>
internal sealed record SignedParameters
{
    public const string SignatureName = "sig";

    public required string KeyStart { get; init; }

    public required string KeyExpiry { get; init; }

    public required string Start { get; init; }

    public required string Expiry { get; init; }

    public required string Resource { get; init; }

    public required string Permissions { get; init; }

    public required string Disposition { get; init; }

    public required string ContentType { get; init; }

    public static SignedParameters From(IQueryCollection query) => new()
    {
        KeyStart = query["skt"].ToString(),
        KeyExpiry = query["ske"].ToString(),
        Start = query["st"].ToString(),
        Expiry = query["se"].ToString(),
        Resource = query["sr"].ToString(),
        Permissions = query["sp"].ToString(),
        Disposition = query["rscd"].ToString(),
        ContentType = query["rsct"].ToString(),
    };

    public IEnumerable<string> InOrder() => [KeyStart, KeyExpiry, Start, Expiry, Resource, Permissions, Disposition, ContentType];

    public Uri AppendTo(Uri address, string signature)
    {
        string[] names = ["skt", "ske", "st", "se", "sr", "sp", "rscd", "rsct"];
        var said = names.Zip(InOrder()).Where(pair => pair.Second.Length > 0).Append((SignatureName, signature));
        return new(
            QueryHelpers.AddQueryString(address.AbsoluteUri, said.Select(pair => KeyValuePair.Create(pair.Item1, (string?)pair.Item2))));
    }
}
