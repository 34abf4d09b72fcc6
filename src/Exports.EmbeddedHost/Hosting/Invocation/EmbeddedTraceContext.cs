using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Hosting.Invocation;

/// <summary>The surrounding activity in W3C terms; empty texts where nothing is traced.</summary>
internal sealed class EmbeddedTraceContext(Activity? activity) : TraceContext
{
    public override string TraceParent => activity?.Id ?? "";

    public override string TraceState => activity?.TraceStateString ?? "";
}
