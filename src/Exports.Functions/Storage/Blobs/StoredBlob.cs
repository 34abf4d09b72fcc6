using Azure;

namespace Exports.Functions.Storage.Blobs;

/// <summary>A blob as a listing showed it.</summary>
internal readonly record struct StoredBlob(string Name, ETag ETag, DateTimeOffset LastModified);
