namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>Content that has come in whole and is not yet committed.</summary>
/// <param name="Length">In bytes.</param>
/// <param name="Bytes">A small content itself; null where it is in a file.</param>
/// <param name="File">A larger content's file, flushed; null where the content is small.</param>
/// <param name="Hash">Its MD5; null where nobody wanted it.</param>
internal sealed record ReceivedContent(long Length, byte[]? Bytes, string? File, byte[]? Hash);
