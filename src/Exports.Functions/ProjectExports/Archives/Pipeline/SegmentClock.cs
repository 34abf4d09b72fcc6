namespace Exports.Functions.ProjectExports.Archives.Pipeline;

/// <summary>Says when a segment has had enough.</summary>
internal sealed class SegmentClock(TimeProvider time, SegmentLimits limits, long startOffset)
{
    private readonly long _started = time.GetTimestamp();

    public bool IsOver(long tarOffset) => tarOffset - startOffset >= limits.TarBytes || time.GetElapsedTime(_started) >= limits.Duration;
}
