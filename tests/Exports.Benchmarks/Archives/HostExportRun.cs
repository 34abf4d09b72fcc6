using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Exports.Benchmarks.Hosting;
using Exports.Functions.ProjectExports.Archives.Verification;
using Exports.Functions.Projects.Manifests;

namespace Exports.Benchmarks.Archives;

/// <summary>A whole export job through the product's HTTP API, on the embedded host in a process of its own.</summary>
internal sealed class HostExportRun(HostProcess host, ManifestSummary tree)
{
    private const string Project = "api/v4/projects/benchmarks%2Ftree";
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Creates the project and puts the folder's files, in one commit.</summary>
    public async Task UploadAsync(string folder, CancellationToken cancellationToken)
    {
        using var body = JsonContent.Create(new { path = "benchmarks/tree" });
        (await host.Http.PostAsync("api/v4/projects", body, cancellationToken)).EnsureSuccessStatusCode();
        using var files = new FolderTarContent(folder);
        (await host.Http.PostAsync($"{Project}/files", files, cancellationToken)).EnsureSuccessStatusCode();
    }

    /// <summary>Exports once, from the job's recorded start to its recorded end, and verifies the download.</summary>
    public async Task<ArchiveMeasurement> RunAsync(CancellationToken cancellationToken)
    {
        host.ResetPeakMemory();
        var processor = host.ProcessorTime();
        (await host.Http.PostAsync($"{Project}/export", content: null, cancellationToken)).EnsureSuccessStatusCode();
        var job = await WaitAsync(cancellationToken);
        processor = host.ProcessorTime() - processor;
        var peak = host.PeakMemory();

        await using var archive = await host.Http.GetStreamAsync($"{Project}/export/download", cancellationToken);
        var contents = await ArchiveVerifier.VerifyAsync(archive, cancellationToken: cancellationToken);
        if (contents.Manifest != tree)
            throw new InvalidOperationException("The archive that was exported is not the tree.");
        var elapsed = (DateTimeOffset)job["finished_at"]! - (DateTimeOffset)job["started_at"]!;
        return new ArchiveMeasurement(elapsed, processor, contents.Bytes, peak);
    }

    private async Task<JsonNode> WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var status = await host.Http.GetFromJsonAsync<JsonNode>($"{Project}/export", cancellationToken);
            var job = status!["latest_job"]!;
            switch ((string?)job["status"])
            {
                case "finished":
                    return job;
                case "failed":
                    throw new InvalidOperationException($"The export failed: {job["message"]}");
            }

            await Task.Delay(PollInterval, cancellationToken);
        }
    }
}
