namespace Exports.Cli.Api;

/// <summary>The archive that a download would deliver.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
internal sealed record ArchiveAnswer(long Size, string Sha256);
