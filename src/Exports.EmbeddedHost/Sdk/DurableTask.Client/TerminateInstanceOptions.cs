namespace Microsoft.DurableTask.Client;

/// <param name="Output">Becomes the instance's output.</param>
/// <param name="Recursive">Terminate the children as well (rule S6).</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
