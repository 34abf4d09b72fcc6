namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>Takes one step of an orchestration or an entity.</summary>
internal interface IStepRunner
{
    /// <summary>
    /// Handles the messages and commits. An exception means that nothing may be assumed: the step is tried again from what is stored.
    /// </summary>
    /// <returns>The messages that must wait, and the new ones that the commit made.</returns>
    Task<StepResult> RunAsync(string target, IReadOnlyList<Delivery> batch);

    /// <summary>Forgets what is in memory about the target.</summary>
    void Forget(string target);
}
