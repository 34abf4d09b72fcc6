using Exports.EmbeddedHost.Engine.Store;
using Grpc.Core;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Engine.Client;

/// <summary>The errors that the real hosts report for instances that are missing or in the wrong state.</summary>
internal static class InstanceRefusals
{
    public static RpcException NotFound(string instanceId) =>
        new(new Status(StatusCode.NotFound, $"No orchestration with instance id '{instanceId}' was found."));

    /// <param name="verb">What was asked for, e.g. <c>terminate</c>.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="status">What was found; null for no instance.</param>
    /// <exception cref="RpcException">The instance is missing (NotFound) or finished (FailedPrecondition).</exception>
    public static void ThrowIfNotActive(string verb, string instanceId, OrchestrationRuntimeStatus? status)
    {
        switch (status)
        {
            case null:
                throw NotFound(instanceId);
            case { } finished when finished.IsFinished():
                throw new RpcException(new Status(
                    StatusCode.FailedPrecondition,
                    $"Cannot {verb} the orchestration instance '{instanceId}' because instance is in the {finished} state."));
        }
    }
}
