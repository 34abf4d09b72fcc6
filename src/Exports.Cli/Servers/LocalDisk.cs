namespace Exports.Cli.Servers;

/// <summary>The disk that a server of this machine writes to.</summary>
/// <param name="Folder">The data folder on it.</param>
/// <param name="FreeBytes">The room left.</param>
internal sealed record LocalDisk(string Folder, long FreeBytes);
