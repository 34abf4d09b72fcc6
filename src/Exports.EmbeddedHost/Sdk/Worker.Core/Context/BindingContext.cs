namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the trigger said about this invocation.</summary>
public abstract class BindingContext
{
    /// <summary>Trigger metadata by name: route and query values of an HTTP request, the instance id of an orchestration.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
