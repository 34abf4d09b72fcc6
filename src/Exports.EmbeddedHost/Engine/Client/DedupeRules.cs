using Exports.EmbeddedHost.Engine.Store;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Engine.Client;

/// <summary>Which existing instances a start may replace (rules I3, I4).</summary>
internal static class DedupeRules
{
    private static readonly OrchestrationRuntimeStatus[] Unfinished =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    /// <param name="dedupeStatuses">
    /// The statuses that refuse the start; null for the default of Functions, which replaces finished instances only.
    /// </param>
    /// <returns>The statuses in which an instance is replaced.</returns>
    /// <exception cref="ArgumentException">A status is unknown, or the list contradicts itself.</exception>
    public static IReadOnlyCollection<OrchestrationRuntimeStatus> Replaceable(IReadOnlyList<string>? dedupeStatuses)
    {
        if (dedupeStatuses is null)
        {
            return RuntimeStatuses.Finished;
        }

        var refusing = dedupeStatuses.Select(Parse).ToHashSet();
        var replaceable = RuntimeStatuses.Finished.Concat(Unfinished).Where(status => !refusing.Contains(status)).ToArray();
        if (refusing.Contains(OrchestrationRuntimeStatus.Terminated) && replaceable.Any(Unfinished.Contains))
        {
            throw new ArgumentException(
                "The dedupe statuses list Terminated but leave out a running status: a running instance would be terminated first, "
                + "and would then be in the way.");
        }

        return replaceable;
    }

    private static OrchestrationRuntimeStatus Parse(string text) =>
        Enum.TryParse<OrchestrationRuntimeStatus>(text, ignoreCase: true, out var status)
            ? status
            : throw new ArgumentException($"'{text}' is not an orchestration status.");
}
