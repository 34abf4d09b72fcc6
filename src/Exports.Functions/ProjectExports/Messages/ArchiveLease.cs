namespace Exports.Functions.ProjectExports.Messages;

/// <summary>Tells a project's entity how long which generation of the archive lives.</summary>
public sealed record ArchiveLease(long Generation, DateTimeOffset ExpiresAt, bool Pinned = false);
