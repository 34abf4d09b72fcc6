using Exports.EmbeddedHost.Engine;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>What a middleware that holds activities tells the engine, so that a test need not wait for them.</summary>
internal static class HeldActivities
{
    /// <summary>The engine that runs this activity; null if the function is none.</summary>
    public static DurableEngine? EngineOfActivity(this FunctionContext context) =>
        context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type == "activityTrigger")
            ? context.InstanceServices.GetRequiredService<DurableEngine>()
            : null;
}
