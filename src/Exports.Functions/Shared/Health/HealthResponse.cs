namespace Exports.Functions.Shared.Health;

internal sealed record HealthResponse(string Status);
