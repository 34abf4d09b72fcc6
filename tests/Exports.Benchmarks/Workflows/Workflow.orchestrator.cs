using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Exports.Benchmarks.Workflows;

/// <summary>The workflow that is measured: three activities one after the other, one entity update, done.</summary>
public static class Workflow
{
    public const string Name = "BenchmarkWorkflow";
    private const int Entities = 64;

    [Function(Name)]
    public static async Task<int> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var number = context.GetInput<int>();
        var value = number;
        for (var step = 0; step < 3; step++)
            value = await context.CallActivityAsync<int>(WorkflowActivity.Name, value);

        var entity = new EntityInstanceId(WorkflowCounter.Name, (number % Entities).ToString(CultureInfo.InvariantCulture));
        await context.Entities.CallEntityAsync(entity, nameof(WorkflowCounter.Add), value);
        return value;
    }
}
