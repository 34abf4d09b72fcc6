namespace Exports.Functions.ProjectExports;

/// <summary>What to do about an event, given what the row says.</summary>
internal enum ExportTransition
{
    /// <summary>Write the change.</summary>
    Apply,

    /// <summary>The event has happened already: succeed and write nothing.</summary>
    AlreadyThere,

    /// <summary>The job is elsewhere and stays there.</summary>
    Refused,
}
