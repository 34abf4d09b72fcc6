namespace Exports.Functions.RegistryImports.Http;

/// <param name="Reason">Why; everybody who asks is told.</param>
internal sealed record PauseRequest(string? Reason);
