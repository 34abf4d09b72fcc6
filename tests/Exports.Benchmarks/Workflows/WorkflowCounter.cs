using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Entities;

namespace Exports.Benchmarks.Workflows;

public sealed class WorkflowCounter : TaskEntity<long>
{
    public const string Name = "BenchmarkCounter";

    [Function(nameof(WorkflowCounter))]
    public static Task DispatchAsync([EntityTrigger(EntityName = Name)] TaskEntityDispatcher dispatcher) =>
        dispatcher.DispatchAsync<WorkflowCounter>();

    public void Add(int value) => State += value;
}
