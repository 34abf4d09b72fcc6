using System.Collections.Immutable;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The invocation's place in a distributed trace (W3C trace context).</summary>
public abstract class TraceContext
{
    public abstract string TraceParent { get; }

    public abstract string TraceState { get; }

    public virtual IReadOnlyDictionary<string, string> Attributes => ImmutableDictionary<string, string>.Empty;

    public virtual IReadOnlyDictionary<string, string> Baggage => ImmutableDictionary<string, string>.Empty;
}
