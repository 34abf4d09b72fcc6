namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Root of everything that ties a function to the outside: triggers and inputs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class BindingAttribute : Attribute
{
    public BindingAttribute()
    {
    }
}
