using Exports.Functions.Shared.Durable;
using Exports.Functions.Storage.Tables;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.Projects.Imports.Sweep;

/// <summary>The sweep's decision about one index row, from what was read; it reads nothing itself.</summary>
internal static class ImportSweepRules
{
    /// <param name="entry">The index row.</param>
    /// <param name="import">The import that it leads to; null when there is none.</param>
    /// <param name="orchestration">The status of its orchestration; null when there is none.</param>
    /// <param name="now">The clock.</param>
    /// <param name="options">The ages that matter.</param>
    public static ImportVerdict Decide(
        ActiveProjectImport entry,
        ProjectImport? import,
        OrchestrationRuntimeStatus? orchestration,
        DateTimeOffset now,
        ImportOptions options)
    {
        var age = now - entry.CreatedAt;
        if (import is null)
            return age >= options.DanglingAfter ? ImportVerdict.Close : ImportVerdict.Keep;
        if (!import.IsActive)
            return OrchestrationEnd.HasSettled(orchestration) || age >= options.Deadline ? ImportVerdict.Close : ImportVerdict.Keep;
        // A young import may have got its orchestration between the two reads.
        if (OrchestrationEnd.HasSettled(orchestration) && age >= options.NeverStartedAfter)
            return ImportVerdict.EndLost;
        // The orchestration's own timer comes first; it may be a little late.
        return age >= options.Deadline + options.NeverStartedAfter ? ImportVerdict.EndTimedOut : ImportVerdict.Keep;
    }
}
