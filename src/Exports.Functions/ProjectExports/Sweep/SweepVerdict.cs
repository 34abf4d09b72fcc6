namespace Exports.Functions.ProjectExports.Sweep;

/// <summary>What the sweep does about one row of the active index.</summary>
internal enum SweepVerdict
{
    /// <summary>All is well, or too young to tell.</summary>
    Keep,

    /// <summary>The job has ended and its orchestration still lives: it may not have heard, and is told again.</summary>
    Tell,

    /// <summary>The row leads to no active job: clean up after the job, remove the row.</summary>
    Close,

    /// <summary>Queued for too long without an orchestration.</summary>
    FailNeverStarted,

    /// <summary>The orchestration is gone, or ended without ending the job.</summary>
    FailWorkerLost,

    /// <summary>Older than the deadline.</summary>
    FailTimedOut,
}
