namespace Exports.Functions.RegistryImports.Control;

/// <summary>Who stopped new starts, why, and when.</summary>
internal sealed record PauseNote(string Reason, string By, DateTimeOffset At);
