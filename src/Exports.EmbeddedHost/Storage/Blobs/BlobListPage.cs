using Azure.Storage.Blobs.Models;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>Some blobs in the order of their names, and where to go on; no marker means that there are no more.</summary>
internal sealed record BlobListPage(IReadOnlyList<BlobItem> Blobs, string? NextMarker);
