using Microsoft.Azure.Functions.Worker.Middleware;

namespace Exports.EmbeddedHost.Hosting.Pipeline;

/// <summary>Middleware in registration order; the first is the outermost.</summary>
internal sealed class InvocationPipelineBuilder
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];

    public void Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        _middleware.Add(middleware);
    }

    /// <summary>The whole pipeline, with <paramref name="function"/> at its inner end.</summary>
    public FunctionExecutionDelegate Build(FunctionExecutionDelegate function)
    {
        var pipeline = function;
        for (var i = _middleware.Count - 1; i >= 0; i--)
        {
            pipeline = _middleware[i](pipeline);
        }

        return pipeline;
    }
}
