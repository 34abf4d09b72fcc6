namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>One run of a function that waits for the test.</summary>
internal sealed class HeldRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the run is there and waits.</summary>
    public Task ArrivedAsync() => _arrived.Task.WaitAsync(Patience);

    public void Release() => _released.TrySetResult();

    public Task PassAsync()
    {
        _arrived.TrySetResult();
        return _released.Task;
    }
}
