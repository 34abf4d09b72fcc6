using System.Reflection;
using Exports.EmbeddedHost.Hosting.Binding;
using Exports.EmbeddedHost.Hosting.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.EmbeddedHost.Hosting.Functions;

/// <summary>One function, checked and ready to be called.</summary>
internal sealed class FunctionDescriptor(
    MethodInfo method, FunctionTrigger trigger, FunctionDefinition definition, ParameterBinder[] binders)
{
    private readonly ObjectFactory? _createInstance = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, []);
    private readonly ResultReader _readResult = ResultReaders.For(method.ReturnType);

    public string Name => definition.Name;

    public FunctionTrigger Trigger => trigger;

    public FunctionDefinition Definition => definition;

    /// <summary>Creates the function's class, binds the parameters, runs the method and awaits its result.</summary>
    public ValueTask<object?> InvokeAsync(FunctionContext context, FunctionInvocation invocation)
    {
        var instance = _createInstance?.Invoke(context.InstanceServices, null);
        var arguments = Array.ConvertAll(binders, binder => binder(context, invocation));
        return _readResult(method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null));
    }
}
