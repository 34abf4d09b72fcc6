namespace Exports.Functions.Housekeeping.Contents;

/// <summary>A manifest that something names.</summary>
/// <param name="Manifest">Its SHA-256.</param>
/// <param name="IsStillNamed">Asks again, for a manifest that has gone since.</param>
internal sealed record ContentRoot(string Manifest, Func<CancellationToken, Task<bool>> IsStillNamed);
