namespace Exports.EmbeddedHost.Engine.Replay;

/// <param name="Json">Null clears the status.</param>
internal sealed record CustomStatusChange(string? Json);
