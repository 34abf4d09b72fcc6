namespace Exports.Functions.Storage.Tables;

/// <summary>An archive that is whole: where it is, its size and the lower-case hex SHA-256 of its bytes.</summary>
internal sealed record PublishedArchive(string Blob, long Bytes, string Sha256);
