namespace Exports.Functions.Projects.Imports;

/// <summary>What to do about an event, given what the record says.</summary>
internal enum ImportTransition
{
    /// <summary>Write the change.</summary>
    Apply,

    /// <summary>The event has happened already: succeed and write nothing.</summary>
    AlreadyThere,

    /// <summary>The import is elsewhere and stays there.</summary>
    Refused,
}
