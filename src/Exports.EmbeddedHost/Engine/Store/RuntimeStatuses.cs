using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Engine.Store;

internal static class RuntimeStatuses
{
    public static readonly IReadOnlyList<OrchestrationRuntimeStatus> Finished =
    [
        OrchestrationRuntimeStatus.Completed,
        OrchestrationRuntimeStatus.Failed,
        OrchestrationRuntimeStatus.Terminated,
    ];

    public static bool IsFinished(this OrchestrationRuntimeStatus status) => Finished.Contains(status);
}
