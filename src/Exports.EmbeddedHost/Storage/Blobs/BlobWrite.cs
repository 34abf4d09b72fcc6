using Azure.Storage.Blobs.Models;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>What comes with a blob's new content.</summary>
internal sealed record BlobWrite
{
    public BlobHttpHeaders? Headers { get; init; }

    public IDictionary<string, string>? Metadata { get; init; }

    public BlobRequestConditions? Conditions { get; init; }

    public IProgress<long>? Progress { get; init; }

    /// <summary>MD5 that the transferred bytes must have; null where the caller gave none.</summary>
    public byte[]? TransferHash { get; init; }

    public static BlobWrite From(BlobUploadOptions? options)
    {
        Unsupported.Unless(options?.Tags is null or { Count: 0 }, "This host keeps no blob tags.");
        Unsupported.Unless(options?.AccessTier is null, "This host has one access tier.");
        return options is null ? new BlobWrite() : new BlobWrite
        {
            Headers = options.HttpHeaders,
            Metadata = options.Metadata,
            Conditions = options.Conditions,
            Progress = options.ProgressHandler,
            TransferHash = BlockWrite.HashOf(options.TransferValidation),
        };
    }

    public static BlobWrite From(CommitBlockListOptions? options)
    {
        Unsupported.Unless(options?.Tags is null or { Count: 0 }, "This host keeps no blob tags.");
        Unsupported.Unless(options?.AccessTier is null, "This host has one access tier.");
        return options is null
            ? new BlobWrite()
            : new BlobWrite { Headers = options.HttpHeaders, Metadata = options.Metadata, Conditions = options.Conditions };
    }
}
