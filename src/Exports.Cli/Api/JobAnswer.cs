namespace Exports.Cli.Api;

/// <summary>An export job as the server shows it.</summary>
/// <param name="Id">Sorts by time; the instance id of its orchestration.</param>
/// <param name="Status"><c>queued</c>, <c>started</c>, <c>finished</c> or <c>failed</c>.</param>
/// <param name="Reason">The reason code of a failed job, from the closed list of the product.</param>
/// <param name="Message">The sentence that belongs to the reason.</param>
/// <param name="Attempt">1 for the first try.</param>
/// <param name="Progress">How far the running attempt is, when the server tells.</param>
internal sealed record JobAnswer(string Id, string Status, string? Reason, string? Message, int Attempt, ProgressAnswer? Progress)
{
    public bool IsTerminal => Status is "finished" or "failed";
}
