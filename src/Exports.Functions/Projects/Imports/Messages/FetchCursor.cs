namespace Exports.Functions.Projects.Imports.Messages;

/// <summary>How much of a remote archive is staged.</summary>
/// <param name="Bytes">Where the next piece begins.</param>
/// <param name="Blocks">The next block's index.</param>
/// <param name="ETag">
/// The archive's version as its server names it, so that pieces of two versions are not mixed; null when it names none.
/// </param>
/// <param name="IsComplete">Whether the blocks are the whole archive, and committed.</param>
public sealed record FetchCursor(long Bytes, int Blocks, string? ETag, bool IsComplete)
{
    public static readonly FetchCursor Start = new(0, 0, null, false);
}
