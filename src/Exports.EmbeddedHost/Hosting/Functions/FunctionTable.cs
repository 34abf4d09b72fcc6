using System.Collections.Frozen;

namespace Exports.EmbeddedHost.Hosting.Functions;

/// <summary>The application's functions, in the order they were found, and by name without regard to case.</summary>
internal sealed class FunctionTable(IReadOnlyList<FunctionDescriptor> functions)
{
    private readonly FrozenDictionary<string, FunctionDescriptor> _byName =
        functions.ToFrozenDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<FunctionDescriptor> All => functions;

    public FunctionDescriptor? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The functions with a trigger of the given kind, each with that trigger.</summary>
    public IEnumerable<(FunctionDescriptor Function, TTrigger Trigger)> With<TTrigger>()
        where TTrigger : FunctionTrigger =>
        from function in functions
        where function.Trigger is TTrigger
        select (function, (TTrigger)function.Trigger);
}
