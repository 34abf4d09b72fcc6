namespace Exports.EmbeddedHost.Engine.History;

/// <summary>The failure types that come from the engine and not from an exception in the app. Upstream's names where it has one.</summary>
internal static class FailureTypes
{
    public const string ActivityNotFound = "ActivityTaskNotFound";

    public const string OrchestratorNotFound = "OrchestratorTaskNotFound";

    public const string EntityNotFound = "EntityTaskNotFound";

    /// <summary>The entity function failed as a whole, before or between its operations (rule F6).</summary>
    public const string InvocationFailed = "FunctionInvocationFailed";

    public const string NonDeterministic = "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException";

    public const string AlreadyExists = "DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException";

    public const string Terminated = "OrchestrationTerminated";

    public const string HistoryTooLong = "HistoryTooLong";
}
