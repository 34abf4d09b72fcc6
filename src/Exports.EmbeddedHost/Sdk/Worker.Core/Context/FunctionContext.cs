namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of one function, as middleware and the function itself see it.</summary>
public abstract class FunctionContext
{
    /// <summary>Unique to this invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The function's id, stable across invocations.</summary>
    public abstract string FunctionId { get; }

    public abstract TraceContext TraceContext { get; }

    public abstract BindingContext BindingContext { get; }

    public abstract RetryContext RetryContext { get; }

    /// <summary>This invocation's service scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Free for middleware to hand values down the pipeline.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    public abstract IInvocationFeatures Features { get; }

    /// <summary>Fires when the host is stopping, or when the caller of an HTTP function has gone.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}
