namespace Exports.Functions.Projects.Imports.Messages;

/// <summary>Where a part of a pass over the archive ended.</summary>
public sealed record ImportSegmentEnd(long FilesDone, bool IsComplete);
