using Microsoft.Azure.Functions.Worker;

namespace Exports.Benchmarks.Workflows;

public static class WorkflowActivity
{
    public const string Name = "BenchmarkStep";

    [Function(Name)]
    public static int Run([ActivityTrigger] int value) => value + 1;
}
