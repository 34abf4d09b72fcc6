using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Exports.EmbeddedHost.Tests.Hosting.Pipeline;

internal sealed class TracingMiddleware(ConcurrentQueue<string> trace) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        trace.Enqueue($"{context.FunctionDefinition.Name} in");
        await next(context);
        trace.Enqueue($"{context.FunctionDefinition.Name} out");
    }
}
