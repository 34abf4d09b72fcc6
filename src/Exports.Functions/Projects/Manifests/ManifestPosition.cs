namespace Exports.Functions.Projects.Manifests;

/// <summary>An entry and the byte offset, counted from where reading began, of the line after it.</summary>
internal readonly record struct ManifestPosition(ManifestEntry Entry, long NextOffset);
