using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>
/// Stands before the application's functions. A test can hold the next run of one, let it go on, or make every run fail.
/// </summary>
internal sealed class ActivityGate : IFunctionsWorkerMiddleware
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<HeldRun>> _holds = new();
    private readonly ConcurrentDictionary<string, string> _failures = new();
    private readonly ConcurrentDictionary<string, int> _runs = new();

    /// <summary>How often a function has begun to run.</summary>
    public int RunsOf(string function) => _runs.GetValueOrDefault(function);

    /// <summary>Holds one run of the function; several holds apply to its runs in order.</summary>
    public HeldRun Hold(string function)
    {
        var run = new HeldRun();
        _holds.GetOrAdd(function, _ => new()).Enqueue(run);
        return run;
    }

    /// <summary>Makes every further run of the function throw.</summary>
    public void Fail(string function, string message) => _failures[function] = message;

    public void Mend(string function) => _failures.TryRemove(function, out _);

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var function = context.FunctionDefinition.Name;
        _runs.AddOrUpdate(function, 1, (_, runs) => runs + 1);
        if (_holds.TryGetValue(function, out var holds) && holds.TryDequeue(out var run))
            await run.PassAsync(context.EngineOfActivity());
        if (_failures.TryGetValue(function, out var message))
            throw new InvalidOperationException(message);
        await next(context);
    }
}
