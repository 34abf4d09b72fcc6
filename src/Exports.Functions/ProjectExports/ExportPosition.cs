namespace Exports.Functions.ProjectExports;

/// <summary>The part of a job that decides about its transitions.</summary>
/// <param name="Status">The recorded status.</param>
/// <param name="Attempt">The number of the latest attempt; 0 before the first.</param>
/// <param name="AttemptAbandoned">That attempt is over and the next one waits for its time.</param>
internal readonly record struct ExportPosition(ExportJobStatus Status, int Attempt, bool AttemptAbandoned = false)
{
    /// <summary>Whether this attempt may still work. Once false it stays false: attempts only grow and ended jobs stay ended.</summary>
    public bool Holds(int attempt) => Status is ExportJobStatus.Started && Attempt == attempt && !AttemptAbandoned;
}
