namespace Exports.Functions.RegistryImports.Http;

/// <param name="Matched">How many are skipped for the reason; of a request that resets, those that it came to.</param>
/// <param name="Reset">How many of them start over now.</param>
/// <param name="IsComplete">Whether that was all; if not, the same request goes on.</param>
internal sealed record ResetResponse(int Matched, int Reset, bool IsComplete);
