using System.Diagnostics;
using Exports.EmbeddedHost.Hosting.Functions;
using Exports.EmbeddedHost.Hosting.Pipeline;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.EmbeddedHost.Hosting.Invocation;

/// <summary>Runs functions of every kind: a service scope, the middleware, then the function itself.</summary>
internal sealed class FunctionInvoker(IServiceScopeFactory scopes, InvocationPipelineBuilder pipeline)
{
    private readonly FunctionExecutionDelegate _pipeline = pipeline.Build(RunFunctionAsync);

    /// <summary>
    /// What the function returned, or null when a middleware answered in its place. Exceptions come out as they were thrown.
    /// </summary>
    public async Task<object?> InvokeAsync(FunctionDescriptor function, InvocationRequest request)
    {
        await using var scope = scopes.CreateAsyncScope();
        var invocation = new FunctionInvocation(function, request.TriggerValue);
        var features = new InvocationFeatures();
        features.Set(invocation);
        features.Set(function.Definition);
        if (request.Http is { } http)
        {
            features.Set(http);
            http.RequestServices = scope.ServiceProvider;
        }

        await _pipeline(new EmbeddedFunctionContext(function.Definition, request, features, Activity.Current)
        {
            InstanceServices = scope.ServiceProvider,
        });
        return invocation.Result;
    }

    private static async Task RunFunctionAsync(FunctionContext context)
    {
        var invocation = context.Features.Get<FunctionInvocation>()!;
        invocation.Result = await invocation.Function.InvokeAsync(context, invocation);
    }
}
