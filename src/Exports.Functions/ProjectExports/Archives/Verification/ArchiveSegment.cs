namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>A part of an archive's files, for a reader whose time is limited.</summary>
/// <param name="FilesDone">Files at the start that an earlier part has verified in these same bytes; they are passed unhashed.</param>
/// <param name="IsOver">Asked before every file but the part's first: whether to stop there.</param>
internal sealed record ArchiveSegment(long FilesDone, Func<bool> IsOver)
{
    public static readonly ArchiveSegment Whole = new(0, static () => false);
}
