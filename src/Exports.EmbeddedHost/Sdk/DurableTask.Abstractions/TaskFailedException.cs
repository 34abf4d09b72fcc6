namespace Microsoft.DurableTask;

/// <summary>
/// An activity or sub-orchestration failed (rule F1). The original exception is text by now: see <see cref="FailureDetails"/>.
/// </summary>
public sealed class TaskFailedException : Exception
{
    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : base(Describe(taskName, taskId, innerException?.Message), innerException)
    {
        ArgumentNullException.ThrowIfNull(innerException);
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = TaskFailureDetails.FromException(innerException);
    }

    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base(Describe(taskName, taskId, failureDetails?.ErrorMessage))
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails!;
    }

    public string TaskName { get; }

    /// <summary>The action's number in its orchestration (rule R1).</summary>
    public int TaskId { get; }

    public TaskFailureDetails FailureDetails { get; }

    // Callers match on this text; rule F1 fixes it.
    private static string Describe(string name, int id, string? reason)
    {
        var head = $"Task '{name}' (#{id}) failed with an unhandled exception";
        return reason is null ? head + "." : $"{head}: {reason}";
    }
}
