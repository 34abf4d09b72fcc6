using System.Diagnostics.CodeAnalysis;
using Exports.EmbeddedHost.Engine.Dispatch;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Exports.TestKit.Engine;

/// <summary>A function catalog that tests fill with delegates.</summary>
internal sealed class FunctionTable(DataConverter converter) : IFunctionCatalog
{
    private readonly Dictionary<string, OrchestratorFunction> _orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ActivityFunction> _activities = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, EntityFunction> _entities = new(StringComparer.OrdinalIgnoreCase);

    public FunctionTable Orchestrator(string name, Func<TaskOrchestrationContext, Task> body)
        => Orchestrator<object?>(name, async context =>
        {
            await body(context);
            return null;
        });

    public FunctionTable Orchestrator<TOutput>(string name, Func<TaskOrchestrationContext, Task<TOutput>> body)
    {
        _orchestrators[name] = async context => await body(context);
        return this;
    }

    public FunctionTable Activity<TInput, TOutput>(string name, Func<TInput, TOutput> body)
        => ActivityAsync<TInput, TOutput>(name, (input, _) => Task.FromResult(body(input)));

    public FunctionTable ActivityAsync<TInput, TOutput>(string name, Func<TInput, CancellationToken, Task<TOutput>> body)
    {
        _activities[name] = async (invocation, stopping) =>
            converter.Serialize(await body(converter.Deserialize<TInput>(invocation.SerializedInput)!, stopping));
        return this;
    }

    public FunctionTable RawActivity(string name, ActivityFunction body)
    {
        _activities[name] = body;
        return this;
    }

    /// <summary>A <see cref="TaskEntity{TState}"/>, or a plain class that is its own state.</summary>
    public FunctionTable Entity<TEntity>(string name) => RawEntity(name, dispatcher => dispatcher.DispatchAsync<TEntity>());

    public FunctionTable Entity(string name, Func<TaskEntityOperation, ValueTask<object?>> body)
        => RawEntity(name, dispatcher => dispatcher.DispatchAsync(body));

    public FunctionTable RawEntity(string name, EntityFunction function)
    {
        _entities[name] = function;
        return this;
    }

    public bool TryGetOrchestrator(string name, [NotNullWhen(true)] out OrchestratorFunction? function)
        => _orchestrators.TryGetValue(name, out function);

    public bool TryGetActivity(string name, [NotNullWhen(true)] out ActivityFunction? function)
        => _activities.TryGetValue(name, out function);

    public bool TryGetEntity(string name, [NotNullWhen(true)] out EntityFunction? function)
        => _entities.TryGetValue(name, out function);
}
