using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;

namespace Exports.EmbeddedHost.Hosting.Functions;

/// <summary>Reads a trigger attribute and checks that its parameter has a type this trigger can fill.</summary>
internal static class TriggerReader
{
    public static FunctionTrigger Read(FunctionSource source, ParameterInfo parameter, TriggerBindingAttribute attribute) =>
        attribute switch
        {
            HttpTriggerAttribute http => Http(source, parameter, http),
            TimerTriggerAttribute timer => Timer(source, parameter, timer),
            OrchestrationTriggerAttribute orchestration => Orchestration(source, parameter, orchestration),
            ActivityTriggerAttribute activity => new DurableTrigger(DurableKind.Activity, activity.Activity ?? source.Name),
            EntityTriggerAttribute entity => Entity(source, parameter, entity),
            _ => throw source.NotSupported($"uses {attribute.GetType().Name}, a trigger that the embedded host does not have"),
        };

    private static HttpTrigger Http(FunctionSource source, ParameterInfo parameter, HttpTriggerAttribute attribute)
    {
        RequireType<HttpRequest>(source, parameter);
        try
        {
            return new HttpTrigger(RoutePatternFactory.Parse(attribute.Route ?? source.Name), attribute.Methods ?? [], attribute.AuthLevel);
        }
        catch (RoutePatternException exception)
        {
            throw source.Refuse($"has a route that cannot be parsed: '{attribute.Route}' ({exception.Message.TrimEnd('.')})");
        }
    }

    private static TimerTrigger Timer(FunctionSource source, ParameterInfo parameter, TimerTriggerAttribute attribute)
    {
        RequireType<TimerInfo>(source, parameter);
        return new TimerTrigger(attribute.Schedule, attribute.UseMonitor, attribute.RunOnStartup);
    }

    private static DurableTrigger Orchestration(FunctionSource source, ParameterInfo parameter, OrchestrationTriggerAttribute attribute)
    {
        RequireType<TaskOrchestrationContext>(source, parameter);
        return new DurableTrigger(DurableKind.Orchestration, attribute.Orchestration ?? source.Name);
    }

    private static DurableTrigger Entity(FunctionSource source, ParameterInfo parameter, EntityTriggerAttribute attribute)
    {
        RequireType<TaskEntityDispatcher>(source, parameter);
        return new DurableTrigger(DurableKind.Entity, attribute.EntityName ?? source.Name);
    }

    private static void RequireType<T>(FunctionSource source, ParameterInfo parameter)
    {
        if (parameter.ParameterType != typeof(T))
        {
            throw source.NotSupported(
                $"binds its trigger to '{parameter.Name}' of type {parameter.ParameterType.Name}; "
                + $"the embedded host fills {typeof(T).Name} only");
        }
    }
}
