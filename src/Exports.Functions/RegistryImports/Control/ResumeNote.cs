namespace Exports.Functions.RegistryImports.Control;

/// <summary>Who ended the latest pause, why if it was said, and when.</summary>
internal sealed record ResumeNote(string? Reason, string By, DateTimeOffset At);
