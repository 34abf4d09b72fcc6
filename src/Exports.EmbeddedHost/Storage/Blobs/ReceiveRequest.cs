namespace Exports.EmbeddedHost.Storage.Blobs;

/// <param name="WantsHash">Whether to compute MD5.</param>
/// <param name="Progress">Told the bytes so far.</param>
/// <param name="MaxBytes">More are refused.</param>
internal sealed record ReceiveRequest(bool WantsHash, IProgress<long>? Progress, long MaxBytes = long.MaxValue);
