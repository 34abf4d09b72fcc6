namespace Exports.TestKit.Registry;

/// <summary>An answer of the simulated registry.</summary>
/// <param name="Code">The HTTP status.</param>
/// <param name="Status">The status in the body, spelled as the API does.</param>
/// <param name="Error">The error code in the body.</param>
/// <param name="RetryAfter">Seconds, where the registry names any.</param>
internal sealed record RegistryReply(int Code, string? Status = null, string? Error = null, int? RetryAfter = null);
