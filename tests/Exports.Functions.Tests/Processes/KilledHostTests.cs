using Exports.Cli;
using Exports.Cli.Api;
using Exports.Cli.Archives;
using Exports.Cli.Commands;
using Exports.Cli.Folders;
using Exports.Cli.Output;
using Exports.Cli.Uploads;
using Exports.Functions.Tests.Cli;

namespace Exports.Functions.Tests.Processes;

/// <summary>The promise of the embedded host, kept by a real process: what a client was told survives <c>kill -9</c>.</summary>
public sealed class KilledHostTests : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly (string, string)[] ManySegments =
    [
        ("ProjectExports__SegmentBytes", $"{8 << 20}"),
        ("ProjectExports__Heartbeat", "00:00:01"),
    ];

    private readonly TemporaryFolder _source = new();
    private readonly TemporaryFolder _host = new();

    public void Dispose()
    {
        _source.Dispose();
        _host.Dispose();
    }

    [Fact]
    public async Task Export_HostKilledHalfWay_FinishesAfterRestartWithOneCorrectArchive()
    {
        GeneratedFolder.Fill(_source.Root, largeFiles: 95, smallFiles: 2_000);
        var scan = FolderScanner.Scan(_source.Root);
        Assert.InRange(scan.TotalBytes, 200_000_000, 300_000_000);

        var (project, job, hashes) = await ExportUntilKilledAsync(scan);
        using var host = HostProcess.Start(_host.Root, ManySegments);
        using var http = await host.ConnectAsync();
        var client = new ExportsClient(http);
        var archive = await new ExportRun(client, new ScriptedDisplay(), TimeProvider.System, patience: TimeSpan.Zero)
            .FollowAsync(project, job, PollInterval, CancellationToken.None);

        await using var file = File.Create(_host.PathOf("archive.tar.gz"));
        await new ArchiveDownload(client, _ => { }).FetchAsync(project, archive, file, CancellationToken.None);
        await ArchiveCheck.VerifyAsync(file, hashes, CancellationToken.None);
        var status = await client.GetExportAsync(project, CancellationToken.None);
        Assert.Equal(("finished", job), (status.ExportStatus, status.LatestJob!.Id));
    }

    [Fact]
    public async Task Start_FolderOfARunningHost_RefusesAndNamesTheFolder()
    {
        using var first = HostProcess.Start(_host.Root);
        await first.Address;
        using var second = HostProcess.Start(_host.Root);

        Assert.NotEqual(0, await second.WaitForExitAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => second.Address);
        Assert.Contains($"The data folder {_host.PathOf(".data")} is in use", second.Output, StringComparison.Ordinal);
        using var http = await first.ConnectAsync();
        Assert.True((await http.GetAsync("api/v4/projects")).IsSuccessStatusCode);
    }

    private async Task<(long Project, string Job, IReadOnlyDictionary<string, string> Hashes)> ExportUntilKilledAsync(FolderScan scan)
    {
        using var host = HostProcess.Start(_host.Root, ManySegments);
        using var http = await host.ConnectAsync();
        var client = new ExportsClient(http);
        var project = (await client.TryCreateProjectAsync("killed", "Killed", CancellationToken.None))!.Id;
        var hashes = await new FolderUpload(client, new ScriptedDisplay())
            .SendAsync(project, scan, UploadPlan.DefaultCommitBytes, CancellationToken.None);
        var job = await client.StartExportAsync(project, "one", CancellationToken.None);

        var display = new KillingDisplay(host.Kill);
        var exception = await Assert.ThrowsAsync<CommandException>(
            () => new ExportRun(client, display, TimeProvider.System, patience: TimeSpan.Zero).FollowAsync(project, job.Id, PollInterval, CancellationToken.None));

        Assert.Equal(ExitCode.ServerUnreachable, exception.ExitCode);
        Assert.InRange(display.KilledAt, 0.1, 0.9);
        return (project, job.Id, hashes);
    }

    /// <summary>Kills when it sees the export well on its way.</summary>
    private sealed class KillingDisplay(Action kill) : IExportDisplay
    {
        private const double Share = 0.25;

        public double KilledAt { get; private set; }

        public Task RunAsync(Func<Task> export) => export();

        public void Line(string text)
        {
        }

        public void Progress(string phase, long done, long total)
        {
            if (KilledAt == 0 && done > total * Share)
            {
                KilledAt = (double)done / total;
                kill();
            }
        }
    }
}
