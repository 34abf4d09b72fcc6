using Azure.Storage.Sas;

namespace Exports.EmbeddedHost.Storage.Blobs.Signing;

/// <summary>What a <see cref="BlobSasBuilder"/> must say before it is signed.</summary>
internal static class SignedUrlRules
{
    public static void Check(BlobAddress address, BlobSasBuilder builder)
    {
        Require(
            builder.BlobContainerName is null || builder.BlobContainerName == address.Container,
            "BlobContainerName is another container's.");
        Require(builder.BlobName is null || builder.BlobName == address.Blob, "BlobName is another blob's.");
        Require(builder.ExpiresOn != default, "ExpiresOn is missing.");
        Require(!string.IsNullOrEmpty(builder.Permissions), "Permissions are missing.");
        Unsupported.Unless(builder.Permissions == "r", "This host signs URLs for reading only.");
        Unsupported.Unless(builder.Resource is null or "b", "This host signs URLs of single blobs only.");
        Unsupported.Unless(
            builder is { CacheControl: null, ContentEncoding: null, ContentLanguage: null },
            "Of the answer's headers this host signs Content-Disposition and Content-Type.");
    }

    private static void Require(bool condition, string what)
    {
        if (!condition)
            throw new InvalidOperationException($"The URL cannot be signed: {what}");
    }
}
