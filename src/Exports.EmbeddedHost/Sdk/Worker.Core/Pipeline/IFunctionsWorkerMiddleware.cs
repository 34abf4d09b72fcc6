namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>Runs around every function. One instance serves all invocations.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Does its part and calls <paramref name="next"/>, or answers without calling it.</summary>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
