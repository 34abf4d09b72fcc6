using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;

namespace Exports.EmbeddedHost.Storage.Blobs.Signing;

/// <summary>
/// Lends keys and signs URLs with them, as Azure's blob service does: who bears such a URL may read one blob until it expires. A lent key
/// follows from the secret and its own times, so it needs no place to be kept in and outlives the process.
/// </summary>
/// <param name="secret">Whoever knows it can sign.</param>
/// <param name="time">Decides what has expired.</param>
/// <param name="endpoint">Under which address blobs are served.</param>
internal sealed class BlobUrlSigner(byte[] secret, TimeProvider time, Func<Uri> endpoint)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string ReadPermission = "r";
    private const string OneBlob = "b";

    private static readonly TimeSpan LongestKey = TimeSpan.FromDays(7);

    /// <exception cref="Azure.RequestFailedException">400: the times are not in order, or more than seven days apart.</exception>
    public UserDelegationKey LendKey(DateTimeOffset? startsOn, DateTimeOffset expiresOn)
    {
        RequireUtc(startsOn ?? default, nameof(startsOn));
        RequireUtc(expiresOn, nameof(expiresOn));
        var start = startsOn ?? time.GetUtcNow();
        if (expiresOn <= start || expiresOn - start > LongestKey || expiresOn <= time.GetUtcNow())
            throw BlobErrors.Refusal(
                400, "InvalidXmlNodeValue", "A key ends after it starts, in the future, and at most seven days later.");
        return new() { SignedStartsOn = start, SignedExpiresOn = expiresOn, Value = KeyOf(Format(start), Format(expiresOn)) };
    }

    /// <exception cref="InvalidOperationException">The builder names another blob, or leaves out what is required.</exception>
    /// <exception cref="NotSupportedException">It allows more than to read one blob.</exception>
    public Uri Sign(BlobAddress address, BlobSasBuilder builder, UserDelegationKey key)
    {
        SignedUrlRules.Check(address, builder);
        var parameters = new SignedParameters
        {
            KeyStart = Format(key.SignedStartsOn),
            KeyExpiry = Format(key.SignedExpiresOn),
            Start = builder.StartsOn == default ? "" : Format(builder.StartsOn),
            Expiry = Format(builder.ExpiresOn),
            Resource = OneBlob,
            Permissions = ReadPermission,
            Disposition = builder.ContentDisposition ?? "",
            ContentType = builder.ContentType ?? "",
        };
        return parameters.AppendTo(AddressOf(address), Signature(address, parameters, key.Value));
    }

    /// <summary>Whether these parameters were signed here for this blob, and are in force.</summary>
    public bool Allows(BlobAddress address, SignedParameters parameters, string signature)
    {
        var expected = Signature(address, parameters, KeyOf(parameters.KeyStart, parameters.KeyExpiry));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature))
            && parameters is { Resource: OneBlob, Permissions: ReadPermission }
            && IsInForce(parameters.KeyStart, parameters.KeyExpiry)
            && IsInForce(parameters.Start, parameters.Expiry);
    }

    // The texts are ours: the signature has been checked.
    private bool IsInForce(string start, string expiry)
    {
        var now = time.GetUtcNow();
        return (start.Length == 0 || Parse(start) <= now) && now < Parse(expiry);
    }

    private string KeyOf(string start, string expiry) => Convert.ToBase64String(Mac(secret, "user-delegation-key", start, expiry));

    private static string Signature(BlobAddress address, SignedParameters parameters, string key) =>
        Convert.ToBase64String(Mac(Convert.FromBase64String(key), [address.Container, address.Blob, .. parameters.InOrder()]));

    // As JSON, so that no two lists of texts are the same bytes.
    private static byte[] Mac(byte[] key, params string[] texts) => HMACSHA256.HashData(key, JsonSerializer.SerializeToUtf8Bytes(texts));

    private Uri AddressOf(BlobAddress address)
    {
        var segments = address.Blob.Split('/').Prepend(address.Container).Select(Uri.EscapeDataString);
        return new($"{endpoint().AbsoluteUri.TrimEnd('/')}/{string.Join('/', segments)}");
    }

    private static void RequireUtc(DateTimeOffset moment, string parameter)
    {
        if (moment.Offset != TimeSpan.Zero)
            throw new ArgumentException($"{parameter} must be UTC", parameter);
    }

    private static string Format(DateTimeOffset moment) => moment.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset Parse(string text) =>
        DateTimeOffset.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
