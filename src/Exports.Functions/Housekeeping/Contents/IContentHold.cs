namespace Exports.Functions.Housekeeping.Contents;

/// <summary>
/// Work that stores contents step by step and names them at its end, and that survives the process: it may go on after days in which
/// the host was down. (A request does not survive, and an export names what it needs before it begins.)
/// </summary>
internal interface IContentHold
{
    /// <summary>When the oldest unfinished work of this kind began, before it stored anything; null when there is none.</summary>
    Task<DateTimeOffset?> FindOldestAsync(CancellationToken cancellationToken);
}
