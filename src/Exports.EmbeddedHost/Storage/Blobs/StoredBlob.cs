namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>A blob's row.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Record">What is known of the blob; its version is the key of its extents.</param>
/// <param name="Bytes">A small content; null where it is in extents, or was not asked for.</param>
internal sealed record StoredBlob(long Id, BlobRecord Record, byte[]? Bytes);
