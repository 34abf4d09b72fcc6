using System.Reflection;
using Exports.EmbeddedHost.Hosting.Binding;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Exports.EmbeddedHost.Hosting.Functions;

/// <summary>Checks one method and makes a function of it.</summary>
internal static class FunctionFactory
{
    public static FunctionDescriptor Create((MethodInfo Method, string Name) found)
    {
        var source = new FunctionSource(found.Name, found.Method);
        MethodRules.Check(source);
        RefuseUnknownBindings(source);
        var (parameter, attribute) = SingleTrigger(source);
        var trigger = TriggerReader.Read(source, parameter, attribute);
        MethodRules.CheckReturn(source, trigger);
        var definition = new EmbeddedFunctionDefinition(source.Name, source.Method, Bindings(source, parameter, trigger));
        var binders = Array.ConvertAll(
            source.Method.GetParameters(), p => ParameterBinders.For(source, p, trigger, isTrigger: p == parameter));
        return new FunctionDescriptor(source.Method, trigger, definition, binders);
    }

    private static (ParameterInfo Parameter, TriggerBindingAttribute Attribute) SingleTrigger(FunctionSource source)
    {
        var triggers = source.Method.GetParameters()
            .SelectMany(p => p.GetCustomAttributes<TriggerBindingAttribute>(), (parameter, attribute) => (parameter, attribute))
            .ToList();
        return triggers.Count == 1
            ? triggers[0]
            : throw source.Refuse(
                triggers.Count == 0 ? "has no trigger; one of its parameters must carry a trigger attribute" : "has more than one trigger");
    }

    private static void RefuseUnknownBindings(FunctionSource source)
    {
        var unknown = source.Method.GetParameters()
            .SelectMany(p => p.GetCustomAttributes<BindingAttribute>())
            .FirstOrDefault(attribute => attribute is not (TriggerBindingAttribute or DurableClientAttribute));
        if (unknown is not null)
        {
            throw source.NotSupported($"uses {unknown.GetType().Name}, a binding that the embedded host does not have");
        }
    }

    private static List<BindingMetadata> Bindings(FunctionSource source, ParameterInfo triggerParameter, FunctionTrigger trigger)
    {
        var bindings = new List<BindingMetadata>
        {
            new EmbeddedBindingMetadata(triggerParameter.Name!, trigger.BindingType, BindingDirection.In),
        };
        bindings.AddRange(source.Method.GetParameters()
            .Where(p => p.IsDefined(typeof(DurableClientAttribute)))
            .Select(p => new EmbeddedBindingMetadata(p.Name!, "durableClient", BindingDirection.In)));
        if (trigger is HttpTrigger)
        {
            bindings.Add(new EmbeddedBindingMetadata("$return", "http", BindingDirection.Out));
        }

        return bindings;
    }
}
