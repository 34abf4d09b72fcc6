namespace Exports.Cli.Api;

/// <summary>The circuit breaker of registry imports.</summary>
/// <param name="State"><c>closed</c>, <c>open</c>, <c>half_open</c> or <c>probing</c>.</param>
/// <param name="Failed">Failures among the judged attempts.</param>
/// <param name="Judged">How many of the latest attempts it judges by.</param>
internal sealed record BreakerAnswer(string State, int Failed, int Judged);
