namespace Exports.Functions.ProjectExports.Messages;

/// <summary>One generation of a project's archive: what a timer means when it fires. The input of the removal.</summary>
public sealed record ArchiveKey(long ProjectId, long Generation);
