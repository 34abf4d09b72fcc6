using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Hosting.Functions;
using Exports.EmbeddedHost.Hosting.Invocation;
using Microsoft.DurableTask;

namespace Exports.EmbeddedHost.Hosting.Durable;

/// <summary>Shows the application's orchestrators, activities and entities to the engine; each call goes through the middleware.</summary>
internal sealed class FunctionCatalog(FunctionTable functions, FunctionInvoker invoker, DataConverter converter) : IFunctionCatalog
{
    private readonly FrozenDictionary<string, FunctionDescriptor> _orchestrators = ByName(functions, DurableKind.Orchestration);
    private readonly FrozenDictionary<string, FunctionDescriptor> _activities = ByName(functions, DurableKind.Activity);
    private readonly FrozenDictionary<string, FunctionDescriptor> _entities = ByName(functions, DurableKind.Entity);

    public bool TryGetOrchestrator(string name, [NotNullWhen(true)] out OrchestratorFunction? function)
    {
        function = _orchestrators.TryGetValue(name, out var found) ? context => RunOrchestratorAsync(found, context) : null;
        return function is not null;
    }

    public bool TryGetActivity(string name, [NotNullWhen(true)] out ActivityFunction? function)
    {
        function = _activities.TryGetValue(name, out var found)
            ? (invocation, stopping) => RunActivityAsync(found, invocation, stopping)
            : null;
        return function is not null;
    }

    public bool TryGetEntity(string name, [NotNullWhen(true)] out EntityFunction? function)
    {
        function = _entities.TryGetValue(name, out var found)
            ? dispatcher => invoker.InvokeAsync(found, new InvocationRequest { TriggerValue = dispatcher })
            : null;
        return function is not null;
    }

    private static FrozenDictionary<string, FunctionDescriptor> ByName(FunctionTable functions, DurableKind kind) =>
        functions.With<DurableTrigger>().Where(f => f.Trigger.Kind == kind)
            .ToFrozenDictionary(f => f.Trigger.DurableName, f => f.Function, StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, object?> BindingData(string instanceId) =>
        new(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = instanceId };

    private Task<object?> RunOrchestratorAsync(FunctionDescriptor function, TaskOrchestrationContext context) =>
        invoker.InvokeAsync(function, new InvocationRequest { TriggerValue = context, BindingData = BindingData(context.InstanceId) });

    private async Task<string?> RunActivityAsync(FunctionDescriptor function, ActivityInvocation invocation, CancellationToken stopping)
    {
        var output = await invoker.InvokeAsync(function, new InvocationRequest
        {
            TriggerValue = invocation.SerializedInput,
            BindingData = BindingData(invocation.InstanceId),
            Cancellation = stopping,
        });
        return output is null ? null : converter.Serialize(output);
    }
}
