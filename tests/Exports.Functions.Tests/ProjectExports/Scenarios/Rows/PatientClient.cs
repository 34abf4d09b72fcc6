using Exports.TestKit.Faults;
using Exports.TestKit.Hosting;

namespace Exports.Functions.Tests.ProjectExports.Scenarios.Rows;

/// <summary>
/// Those who do not give up: whoever runs the product starts a process that died again, and a client repeats a request that one did
/// not answer.
/// </summary>
/// <param name="host">Whose process it is.</param>
/// <param name="revived">Looks at what a dead process has left, as soon as the next one runs.</param>
internal sealed class PatientClient(EmbeddedTestHost host, Func<Task> revived) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _reviving = new(1);
    private TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _repeats;

    /// <summary>Of the present process.</summary>
    public CrashPlan Plan { get; private set; } = host.Faults;

    /// <summary>Completes when the present process answers requests.</summary>
    public Task Running => _running.Task;

    /// <summary>How often a request was repeated because its process had died.</summary>
    public int Repeats => _repeats;

    /// <summary>Replaces the process by one that fails where the plan says.</summary>
    public async Task RestartAsync(CrashPlan plan)
    {
        try
        {
            Plan = plan;
            await host.RestartAsync(plan);
            _running.TrySetResult();
        }
        catch (SimulatedCrashException)
        {
            await StartNextAsync();
        }
    }

    /// <summary>Asks until a process that lives has answered.</summary>
    public async Task<T> RepeatAsync<T>(Func<Task<T>> request)
    {
        while (true)
        {
            await ReviveAsync();
            var plan = Plan;
            try
            {
                return await request();
            }
            catch (Exception) when (plan.Crashed.IsCompleted)
            {
                Interlocked.Increment(ref _repeats);
            }
        }
    }

    /// <summary>Waits, through as many lives of the process as it takes.</summary>
    public async Task WaitAsync(Func<Task> wait)
    {
        do
        {
            await ReviveAsync();
            try
            {
                await wait().WaitAsync(Patience);
            }
            catch (Exception) when (Plan.Crashed.IsCompleted)
            {
                // What was waited for comes in the next process.
            }
        }
        while (Plan.Crashed.IsCompleted);
    }

    public void Dispose() => _reviving.Dispose();

    private async Task ReviveAsync()
    {
        await _reviving.WaitAsync();
        try
        {
            if (!Plan.Crashed.IsCompleted)
                return;
            await host.CrashAsync();
            await StartNextAsync();
        }
        finally
        {
            _reviving.Release();
        }
    }

    private async Task StartNextAsync()
    {
        _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await host.RestartAsync();
        Plan = host.Faults;
        _running.SetResult();
        await revived();
    }
}
