namespace Exports.Functions.Projects.Manifests;

/// <summary>A manifest, or an entry offered to one, breaks a rule of the format. The message names the path or the line.</summary>
internal sealed class InvalidManifestException(string message, Exception? inner = null) : Exception(message, inner);
