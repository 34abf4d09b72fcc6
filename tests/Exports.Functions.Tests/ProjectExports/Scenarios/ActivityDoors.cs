using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>
/// Stands before the application's activities and timer functions and outlives the process. An activity whose door is closed waits until
/// it is opened for its orchestration, in this process or, after a crash, in the next. The observer is asked before and after each run.
/// </summary>
internal sealed class ActivityDoors : IFunctionsWorkerMiddleware
{
    private static readonly string[] Observed = ["activityTrigger", "timerTrigger"];

    private readonly ConcurrentDictionary<string, bool> _closed = new();
    private readonly ConcurrentDictionary<(string Function, string Instance), Door> _doors = new();

    /// <summary>Looks at the project from outside; must not fail because the process dies.</summary>
    public Func<Task> Observer { get; set; } = () => Task.CompletedTask;

    /// <summary>Completes when the process that runs can be asked from outside; its activities may begin before.</summary>
    public Func<Task> Ready { get; set; } = () => Task.CompletedTask;

    /// <summary>Closes the doors of every orchestration's runs of this activity.</summary>
    public void Close(string function) => _closed[function] = true;

    /// <summary>Lets this and every further run for the orchestration pass.</summary>
    public void Open(string function, string instance) => DoorOf(function, instance).Opened.TrySetResult();

    /// <summary>Completes when a run for the orchestration has come to the closed door.</summary>
    public Task ReachedAsync(string function, string instance) => DoorOf(function, instance).Reached.Task;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (!context.FunctionDefinition.InputBindings.Values.Any(binding => Observed.Contains(binding.Type)))
        {
            await next(context);
            return;
        }

        await Ready().WaitAsync(context.CancellationToken);
        await Observer();
        try
        {
            await PassAsync(context);
            await next(context);
        }
        finally
        {
            await Observer();
        }
    }

    private async Task PassAsync(FunctionContext context)
    {
        if (!_closed.ContainsKey(context.FunctionDefinition.Name) || context.BindingContext.BindingData["instanceId"] is not string instance)
            return;

        var door = DoorOf(context.FunctionDefinition.Name, instance);
        var engine = context.EngineOfActivity();
        engine?.HoldActivity();
        door.Reached.TrySetResult();
        try
        {
            await door.Opened.Task.WaitAsync(context.CancellationToken);
        }
        finally
        {
            engine?.ReleaseActivity();
        }
    }

    private Door DoorOf(string function, string instance) => _doors.GetOrAdd((function, instance), _ => new());

    private sealed class Door
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
