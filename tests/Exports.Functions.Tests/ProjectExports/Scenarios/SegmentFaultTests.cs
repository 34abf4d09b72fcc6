using Azure;
using Exports.TestKit.Engine;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>An activity of an export that the storage lets down.</summary>
public sealed class SegmentFaultTests
{
    private const string WriteSegment = nameof(WriteSegment);

    [Fact]
    public async Task Export_StorageIsBusyDuringASegment_GoesOnFromThatSegmentInTheSameAttempt()
    {
        var undisturbed = await ExportAsync(_ => false);
        var disturbed = await ExportAsync(run => run is 3 or 4);

        Assert.Equal((1, undisturbed.Segments + 2), (disturbed.Attempts, disturbed.Segments));
    }

    [Fact]
    public async Task Export_StorageStaysBusy_StartsAnotherAttempt()
    {
        var undisturbed = await ExportAsync(_ => false);
        var disturbed = await ExportAsync(run => run is >= 3 and < 7);

        Assert.Equal((2, undisturbed.Segments + 2 + 4), (disturbed.Attempts, disturbed.Segments));
    }

    private static async Task<(int Attempts, int Segments)> ExportAsync(Func<int, bool> isBusy)
    {
        var storage = new BusyStorage(isBusy);
        await using var export = await ExportScenario.StartAsync(EngineTestDefaults.Mode, smallBlocks: true, builder =>
        {
            builder.UseMiddleware<BusyStorage>();
            builder.Services.AddSingleton(storage);
        });
        await export.CreateProjectAsync(("big", new('x', 20_000)));
        await export.StartExportAsync();
        await export.Host.AdvanceAsync(TimeSpan.FromMinutes(2));

        Assert.Equal("finished", await export.StatusAsync());
        Assert.Equal(1, (await export.DownloadVerifiedAsync()).Manifest.FileCount);
        var attempts = (await export.GetStatusAsync()).GetProperty("latest_job").GetProperty("attempt").GetInt32();
        return (attempts, storage.Runs);
    }

    private sealed class BusyStorage(Func<int, bool> isBusy) : IFunctionsWorkerMiddleware
    {
        private int _runs;

        public int Runs => _runs;

        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
            context.FunctionDefinition.Name == WriteSegment && isBusy(Interlocked.Increment(ref _runs))
                ? throw new RequestFailedException(503, "The server is busy.", "ServerBusy", null)
                : next(context);
    }
}
