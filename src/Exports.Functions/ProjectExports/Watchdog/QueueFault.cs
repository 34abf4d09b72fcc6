namespace Exports.Functions.ProjectExports.Watchdog;

/// <summary>How the queue and a job's row disagree.</summary>
internal enum QueueFault
{
    None,

    /// <summary>It has a slot and is still queued: it may not have heard.</summary>
    Untold,

    /// <summary>It is queued and the queue does not know it.</summary>
    WithoutTicket,

    /// <summary>It is started and the queue does not know it.</summary>
    WithoutSlot,
}
