namespace Exports.Cli.Api;

/// <summary>What one request of a reset did.</summary>
/// <param name="Matched">How many were looked at.</param>
/// <param name="Reset">How many of them start over.</param>
/// <param name="IsComplete">Whether none is left.</param>
internal sealed record ResetAnswer(long Matched, long Reset, bool IsComplete);
