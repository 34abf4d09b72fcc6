using System.Reflection;
using Exports.EmbeddedHost.Hosting.Functions;
using Exports.EmbeddedHost.Hosting.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.EmbeddedHost.Hosting.Binding;

/// <summary>Chooses at start how each parameter will get its value; what cannot get one is refused there, not at the first call.</summary>
internal static class ParameterBinders
{
    public static ParameterBinder For(FunctionSource source, ParameterInfo parameter, FunctionTrigger trigger, bool isTrigger)
    {
        if (parameter.ParameterType == typeof(FunctionContext))
        {
            return (context, _) => context;
        }

        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return (context, _) => context.CancellationToken;
        }

        if (parameter.IsDefined(typeof(DurableClientAttribute)))
        {
            return DurableClient(source, parameter);
        }

        return isTrigger ? TriggerValue(parameter, trigger) : Named(source, parameter, trigger);
    }

    private static ParameterBinder DurableClient(FunctionSource source, ParameterInfo parameter) =>
        parameter.ParameterType == typeof(DurableTaskClient)
            ? (context, _) => context.InstanceServices.GetRequiredService<DurableTaskClient>()
            : throw source.NotSupported(
                $"binds DurableClient to '{parameter.Name}' of type {parameter.ParameterType.Name}; only DurableTaskClient can be bound");

    private static ParameterBinder TriggerValue(ParameterInfo parameter, FunctionTrigger trigger) => trigger switch
    {
        DurableTrigger { Kind: DurableKind.Activity } => ActivityInput(parameter),
        DurableTrigger { Kind: DurableKind.Entity } => Dispatcher,
        _ => (_, invocation) => invocation.TriggerValue,
    };

    private static ParameterBinder Named(FunctionSource source, ParameterInfo parameter, FunctionTrigger trigger) => trigger switch
    {
        HttpTrigger http when http.Route.GetParameter(parameter.Name!) is not null => RouteValue(source, parameter),
        DurableTrigger { Kind: DurableKind.Orchestration } => OrchestrationInput(source, parameter),
        DurableTrigger { Kind: DurableKind.Activity } when IsInstanceId(parameter) =>
            (context, _) => context.BindingContext.BindingData["instanceId"],
        _ => throw source.Refuse($"has a parameter '{parameter.Name}' of type {parameter.ParameterType.Name} that nothing can fill"),
    };

    private static bool IsInstanceId(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) && string.Equals(parameter.Name, "instanceId", StringComparison.OrdinalIgnoreCase);

    // Rule D6: an activity's input is deserialized to the parameter's type; no input is that type's default (rule D5).
    private static ParameterBinder ActivityInput(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return (context, invocation) => invocation.TriggerValue is string serialized
            ? context.InstanceServices.GetRequiredService<DataConverter>().Deserialize(serialized, type)
            : parameter.HasDefaultValue ? parameter.DefaultValue : null;
    }

    // The engine's dispatcher knows the root services only; entities are made in the invocation's own scope.
    private static TaskEntityDispatcher Dispatcher(FunctionContext context, FunctionInvocation invocation)
    {
        var dispatcher = (TaskEntityDispatcher)invocation.TriggerValue!;
        return new TaskEntityDispatcher(context.InstanceServices, dispatcher.DispatchAsync);
    }

    // Rule D6: one parameter beside the context takes the orchestration's input, in exactly its declared type.
    private static ParameterBinder OrchestrationInput(FunctionSource source, ParameterInfo parameter)
    {
        if (FirstInput(source.Method) != parameter)
        {
            throw source.Refuse($"has a second input parameter '{parameter.Name}'; an orchestration has one input");
        }

        var read = typeof(TaskOrchestrationContext)
            .GetMethod(nameof(TaskOrchestrationContext.GetInput))!
            .MakeGenericMethod(parameter.ParameterType);
        return (_, invocation) => read.Invoke(invocation.TriggerValue, BindingFlags.DoNotWrapExceptions, null, null, null)
            ?? (parameter.HasDefaultValue ? parameter.DefaultValue : null);
    }

    private static ParameterInfo? FirstInput(MethodInfo method) => method.GetParameters().FirstOrDefault(p =>
        p.ParameterType != typeof(FunctionContext)
        && p.ParameterType != typeof(CancellationToken)
        && p.ParameterType != typeof(TaskOrchestrationContext)
        && !p.IsDefined(typeof(DurableClientAttribute)));

    private static ParameterBinder RouteValue(FunctionSource source, ParameterInfo parameter)
    {
        var convert = RouteValueConverter.For(parameter.ParameterType)
            ?? throw source.NotSupported(
                $"takes the route value '{parameter.Name}' as {parameter.ParameterType.Name}; "
                + "a route value converts to text, numbers, bool, Guid, DateTime or DateTimeOffset");
        return (_, invocation) =>
            ((HttpRequest)invocation.TriggerValue!).RouteValues.TryGetValue(parameter.Name!, out var value) && value is not null
                ? convert(parameter.Name!, value)
                : parameter.HasDefaultValue ? parameter.DefaultValue : null;
    }
}
