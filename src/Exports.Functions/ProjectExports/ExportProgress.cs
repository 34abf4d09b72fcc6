namespace Exports.Functions.ProjectExports;

/// <summary>How far the archive is, in files and in bytes of their content.</summary>
internal sealed record ExportProgress(long FilesDone, long FilesTotal, long BytesDone, long BytesTotal)
{
    /// <summary>The further of the two: a slower twin of an activity does not move the display backwards.</summary>
    public ExportProgress Max(ExportProgress other) => other.BytesDone > BytesDone || other.FilesDone > FilesDone ? other : this;
}
