namespace Microsoft.Azure.Functions.Worker;

/// <summary>Whether a binding brings a value into the function or carries one out.</summary>
public enum BindingDirection
{
    In,
    Out,
}
