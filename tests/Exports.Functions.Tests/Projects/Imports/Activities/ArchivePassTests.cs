using System.Text;
using Exports.EmbeddedHost.Storage.Blobs;
using Exports.Functions.Projects.Imports;
using Exports.Functions.Projects.Imports.Activities;
using Exports.Functions.Projects.Imports.Messages;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Tests.Housekeeping.Contents;
using Exports.Functions.Tests.ProjectExports.Archives.Verification;
using Exports.Functions.Tests.Projects.Imports.Scenarios;
using Exports.TestKit.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Tests.Projects.Imports.Activities;

public sealed class ArchivePassTests
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("content");

    [Fact]
    public async Task RunAsync_ReachingItsFirstFileTookLongerThanAPartMayTake_StillReadsOn()
    {
        await using var import = await ImportScenario.StartAsync();
        var held = import.Gate.Hold(ProjectImportActivities.Verify);
        var id = await import.ScheduleAsync(ArchiveOf("a", "b", "c", "d"));
        await held.ArrivedAsync();
        var importId = (await import.GetImportAsync(id)).GetProperty("correlation_id").GetString()!;

        var end = await SlowPass(import).RunAsync(new(new(id, importId), FilesDone: 1), onFile: null, default);

        Assert.Equal(new ImportSegmentEnd(FilesDone: 4, IsComplete: true), end);
        held.Release();
        await import.Host.SettleAsync();
    }

    private static byte[] ArchiveOf(params string[] paths)
    {
        var builder = new ArchiveBuilder().Version().Project().WithManifest([.. paths.Select(path => ArchiveBuilder.Entry(path, Content))]);
        return paths.Aggregate(builder, (archive, path) => archive.File($"files/{path}", Content)).Archive();
    }

    /// <summary>A pass that is an hour older by the time the archive's first byte is there.</summary>
    private static ArchivePass SlowPass(ImportScenario import)
    {
        var clock = new ManualTimeProvider();
        var blobs = new GatedBlobs(import.Host.Services.GetRequiredService<BlobStore>(), () =>
        {
            clock.Advance(TimeSpan.FromMinutes(30));
            return Task.CompletedTask;
        });
        return new(new ImportContainer(blobs), import.Host.Services.GetRequiredService<ImportLedger>(), clock, Options.Create(new ImportOptions()));
    }
}
