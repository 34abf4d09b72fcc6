namespace Exports.Functions.ProjectExports.Sweep;

/// <summary>What one run of the sweep did.</summary>
internal sealed record SweepCounts(int Seen, int Failed, int Closed, int ArchivesRemoved);
