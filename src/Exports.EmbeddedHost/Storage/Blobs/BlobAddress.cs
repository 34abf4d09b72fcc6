namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>Where a blob is.</summary>
internal readonly record struct BlobAddress(string Container, string Blob)
{
    public override string ToString() => $"{Container}/{Blob}";
}
