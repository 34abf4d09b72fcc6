using System.Diagnostics;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// The parameter that makes a function an orchestrator; its type is <see cref="Microsoft.DurableTask.TaskOrchestrationContext"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
[DebuggerDisplay("{Orchestration}")]
public sealed class OrchestrationTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Null takes the function's name.</summary>
    public string? Orchestration { get; set; }
}
