namespace Exports.Functions.Tests.ProjectExports.Interleavings;

/// <summary>Plays many interleavings, each from a seed; one that fails is cut down to the steps that it takes.</summary>
/// <param name="createModel">The model of each run.</param>
internal sealed class InterleavingCampaign(Func<ExportModel> createModel)
{
    private long _projects;

    /// <summary>Plays the seeds from 1 on, on as many stores as there are cores.</summary>
    public async Task PlayAsync(int runs)
    {
        var workers = Environment.ProcessorCount;
        await Task.WhenAll(Enumerable.Range(1, workers).Select(first => Task.Run(() => PlayEveryAsync(first, workers, runs))));
    }

    private async Task PlayEveryAsync(int first, int stride, int runs)
    {
        await using var store = await InterleavingStore.StartAsync();
        for (var seed = first; seed <= runs; seed += stride)
        {
            var steps = new StepGenerator(seed).Sequence();
            if (await FindFaultAsync(store, steps) is not { } found)
                continue;

            var least = await ShrinkAsync(steps, found);
            throw new InvalidOperationException(
                $"Seed {seed}, cut down to {least.Steps.Count} steps:\n  {string.Join("\n  ", least.Steps)}\n{least.Fault.Message}", least.Fault);
        }
    }

    /// <summary>Leaves out one step after another as long as a fault remains, on stores that no fault has touched.</summary>
    private async Task<(List<Step> Steps, Exception Fault)> ShrinkAsync(List<Step> steps, Exception found)
    {
        var fault = await FindFaultAsync(steps)
            ?? throw new InvalidOperationException($"Fails only on a store that was used before: {string.Join("; ", steps)}\n{found.Message}", found);
        for (var index = steps.Count - 1; index >= 0; index--)
        {
            List<Step> fewer = [.. steps[..index], .. steps[(index + 1)..]];
            if (await FindFaultAsync(fewer) is { } still)
                (steps, fault) = (fewer, still);
        }

        return (steps, fault);
    }

    private async Task<Exception?> FindFaultAsync(List<Step> steps)
    {
        await using var store = await InterleavingStore.StartAsync();
        return await FindFaultAsync(store, steps);
    }

    private async Task<Exception?> FindFaultAsync(InterleavingStore store, List<Step> steps)
    {
        try
        {
            await new InterleavingRun(store, createModel(), Interlocked.Increment(ref _projects)).PlayAsync(steps);
            return null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return fault;
        }
    }
}
