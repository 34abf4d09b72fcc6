using Azure;
using Azure.Storage.Blobs.Models;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>What is known of a committed blob apart from its content.</summary>
internal sealed record BlobRecord
{
    public required string Name { get; init; }

    public required long Length { get; init; }

    /// <summary>In ticks, UTC: the last modification, and the version.</summary>
    public required long Version { get; init; }

    /// <summary>In ticks, UTC.</summary>
    public required long Created { get; init; }

    public required BlobHttpHeaders Headers { get; init; }

    public required IDictionary<string, string> Metadata { get; init; }

    public ETag ETag => BlobTag.Of(Version);

    public DateTimeOffset LastModified => BlobTag.TimeOf(Version);

    public DateTimeOffset CreatedOn => BlobTag.TimeOf(Created);

    public BlobContentInfo ToContentInfo() => new() { ETag = ETag, LastModified = LastModified, ContentHash = Headers.ContentHash };

    public BlobInfo ToInfo() => new() { ETag = ETag, LastModified = LastModified };

    public BlobProperties ToProperties() => new()
    {
        ETag = ETag,
        LastModified = LastModified,
        CreatedOn = CreatedOn,
        ContentLength = Length,
        BlobType = BlobType.Block,
        AcceptRanges = "bytes",
        Metadata = Metadata,
        ContentHash = Headers.ContentHash,
        ContentType = Headers.ContentType,
        ContentEncoding = Headers.ContentEncoding,
        ContentLanguage = Headers.ContentLanguage,
        ContentDisposition = Headers.ContentDisposition,
        CacheControl = Headers.CacheControl,
    };

    public BlobItem ToItem(bool withMetadata) => new()
    {
        Name = Name,
        Metadata = withMetadata ? Metadata : new Dictionary<string, string>(),
        Properties = new BlobItemProperties
        {
            ETag = ETag,
            LastModified = LastModified,
            CreatedOn = CreatedOn,
            ContentLength = Length,
            BlobType = BlobType.Block,
            ContentHash = Headers.ContentHash,
            ContentType = Headers.ContentType,
            ContentEncoding = Headers.ContentEncoding,
            ContentLanguage = Headers.ContentLanguage,
            ContentDisposition = Headers.ContentDisposition,
            CacheControl = Headers.CacheControl,
        },
    };

    /// <param name="part">The bytes in the answer; null where the whole blob was asked for.</param>
    public BlobDownloadDetails ToDownloadDetails(ByteSpan? part) => new()
    {
        ETag = ETag,
        LastModified = LastModified,
        CreatedOn = CreatedOn,
        ContentLength = part?.Length ?? Length,
        ContentRange = part?.ToContentRange(Length),
        ContentHash = part is null ? Headers.ContentHash : null,
        BlobContentHash = part is null ? null : Headers.ContentHash,
        BlobType = BlobType.Block,
        AcceptRanges = "bytes",
        Metadata = Metadata,
        ContentType = Headers.ContentType,
        ContentEncoding = Headers.ContentEncoding,
        ContentLanguage = Headers.ContentLanguage,
        ContentDisposition = Headers.ContentDisposition,
        CacheControl = Headers.CacheControl,
    };
}
