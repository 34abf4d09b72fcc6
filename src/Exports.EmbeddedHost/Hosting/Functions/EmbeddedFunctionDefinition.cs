using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Hosting.Functions;

/// <summary>What middleware sees of a function.</summary>
internal sealed class EmbeddedFunctionDefinition(
    string name, MethodInfo method, IReadOnlyCollection<BindingMetadata> bindings) : FunctionDefinition
{
    public override ImmutableArray<FunctionParameter> Parameters { get; } = [.. method.GetParameters().Select(p =>
        new FunctionParameter(p.Name!, p.ParameterType, p.HasDefaultValue, p.HasDefaultValue ? p.DefaultValue : null))];

    public override string PathToAssembly { get; } = method.DeclaringType!.Assembly.Location;

    public override string EntryPoint { get; } = $"{method.DeclaringType!.FullName}.{method.Name}";

    // Names are unique in an application, so the name is as stable an id as any.
    public override string Id => Name;

    public override string Name { get; } = name;

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } = Select(bindings, BindingDirection.In);

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; } = Select(bindings, BindingDirection.Out);

    private static ImmutableDictionary<string, BindingMetadata> Select(IEnumerable<BindingMetadata> bindings, BindingDirection direction) =>
        bindings.Where(binding => binding.Direction == direction).ToImmutableDictionary(binding => binding.Name);
}
