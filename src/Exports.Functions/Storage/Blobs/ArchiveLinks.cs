using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;

namespace Exports.Functions.Storage.Blobs;

/// <summary>
/// Signs URLs under which one archive can be read from the storage itself. They are secrets: never logged, handed to nobody but the caller.
/// </summary>
internal sealed class ArchiveLinks(BlobServiceClient blobs, TimeProvider time)
{
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromHours(3);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    // Kept for its price, a call to the storage; every instance has its own, and any of them signs as well.
    private UserDelegationKey? _key;

    /// <param name="blob">The archive's blob.</param>
    /// <param name="disposition">What the storage answers as <c>Content-Disposition</c>.</param>
    /// <param name="lifetime">How long a download may begin, at most an hour.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Uri> SignAsync(string blob, string disposition, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var client = blobs.GetBlobContainerClient(ArchiveContainer.Name).GetBlobClient(blob);
        var expiresOn = time.GetUtcNow() + lifetime;
        var builder = new BlobSasBuilder(BlobSasPermissions.Read, expiresOn)
        {
            BlobContainerName = ArchiveContainer.Name,
            BlobName = blob,
            Resource = "b",
            ContentDisposition = disposition,
        };

        // A client with an account key, as for Azurite, signs by itself and can borrow none.
        return client.CanGenerateSasUri
            ? client.GenerateSasUri(builder)
            : client.GenerateUserDelegationSasUri(builder, await KeyAsync(expiresOn, cancellationToken));
    }

    private async Task<UserDelegationKey> KeyAsync(DateTimeOffset expiresOn, CancellationToken cancellationToken)
    {
        if (_key is { } known && known.SignedExpiresOn >= expiresOn)
            return known;

        // From a little earlier on: the storage's clock may be behind.
        var now = time.GetUtcNow();
        var lent = await blobs.GetUserDelegationKeyAsync(now - ClockSkew, now + KeyLifetime, cancellationToken);
        return _key = lent.Value;
    }
}
