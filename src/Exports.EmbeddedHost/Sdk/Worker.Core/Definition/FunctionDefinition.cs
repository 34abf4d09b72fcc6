using System.Collections.Immutable;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>A function as the host sees it: name, method and bindings.</summary>
public abstract class FunctionDefinition
{
    public abstract ImmutableArray<FunctionParameter> Parameters { get; }

    public abstract string PathToAssembly { get; }

    /// <summary>Full type name, a dot, the method's name.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>Stable across invocations and restarts.</summary>
    public abstract string Id { get; }

    public abstract string Name { get; }

    /// <summary>Trigger and input bindings by parameter name.</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public abstract IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }
}
