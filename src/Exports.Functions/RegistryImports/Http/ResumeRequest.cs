namespace Exports.Functions.RegistryImports.Http;

/// <param name="Reason">Why the pause is over; it may be left out.</param>
internal sealed record ResumeRequest(string? Reason);
