namespace Exports.Functions.ProjectExports.Messages;

/// <summary>Tells a project's entity how one of its jobs ended.</summary>
public sealed record JobEnded(string JobId, JobEnd End);
