namespace Microsoft.DurableTask;

/// <summary>
/// Decides after each failure whether to try again; true tries again at once (rule P6). It is orchestrator code: it replays.
/// </summary>
public delegate bool RetryHandler(RetryContext retryContext);
