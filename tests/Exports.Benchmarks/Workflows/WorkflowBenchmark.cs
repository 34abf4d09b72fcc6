using System.Diagnostics;
using Exports.Benchmarks.Reporting;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Microsoft.DurableTask.Client;

namespace Exports.Benchmarks.Workflows;

/// <summary>Throughput with 64 workflows in flight, and the time of one alone.</summary>
internal sealed class WorkflowBenchmark(string folder, WorkflowSize size)
{
    private const int InFlight = 64;

    public async Task<ReportSection> RunAsync(CancellationToken cancellationToken) => new(
        "Workflow",
        $"Start, three activities, one entity update, finish: {size.Together:N0} with {InFlight} in flight, then {size.Alone:N0} one after "
        + "the other, each commit flushed to the disk (FULL) or not (NORMAL).",
        ["SQLite synchronous", "workflows/s", "alone p50 ms", "alone p99 ms"],
        [
            await MeasureAsync(SqliteSynchronous.Full, cancellationToken),
            await MeasureAsync(SqliteSynchronous.Normal, cancellationToken),
        ],
        []);

    private async Task<string[]> MeasureAsync(SqliteSynchronous synchronous, CancellationToken cancellationToken)
    {
        using var work = new WorkFolder(folder);
        await using var host = await WorkflowHost.StartAsync(work.Folder("host"), synchronous, cancellationToken);
        await RunTogetherAsync(host.Client, size.Together / 10, cancellationToken);
        var together = await RunTogetherAsync(host.Client, size.Together, cancellationToken);
        var alone = await RunAloneAsync(host.Client, cancellationToken);
        return
        [
            synchronous.ToString().ToUpperInvariant(),
            Format.Fixed(size.Together / together.TotalSeconds, 0),
            Format.Milliseconds(Quantile(alone, 0.50)),
            Format.Milliseconds(Quantile(alone, 0.99)),
        ];
    }

    private static async Task<TimeSpan> RunTogetherAsync(DurableTaskClient client, int count, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = cancellationToken };
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, count, options, async (number, stop) => await RunOneAsync(client, number, stop));
        return watch.Elapsed;
    }

    private async Task<List<TimeSpan>> RunAloneAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var times = new List<TimeSpan>();
        for (var number = 0; number < size.Alone; number++)
        {
            var watch = Stopwatch.StartNew();
            await RunOneAsync(client, number, cancellationToken);
            times.Add(watch.Elapsed);
        }

        times.Sort();
        return times;
    }

    private static async Task RunOneAsync(DurableTaskClient client, int number, CancellationToken cancellationToken)
    {
        var id = await client.ScheduleNewOrchestrationInstanceAsync(Workflow.Name, number, cancellationToken);
        var end = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellationToken);
        if (end.RuntimeStatus != OrchestrationRuntimeStatus.Completed || end.ReadOutputAs<int>() != number + 3)
            throw new InvalidOperationException($"Workflow {id} ended as {end.RuntimeStatus} with {end.SerializedOutput}.");
    }

    private static TimeSpan Quantile(List<TimeSpan> sorted, double quantile) => sorted[(int)Math.Ceiling(quantile * sorted.Count) - 1];
}
