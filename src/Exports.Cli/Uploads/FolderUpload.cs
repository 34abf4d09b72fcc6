using Exports.Cli.Api;
using Exports.Cli.Folders;
using Exports.Cli.Output;

namespace Exports.Cli.Uploads;

/// <summary>Sends a scanned folder to a project, commit by commit.</summary>
internal sealed class FolderUpload(ExportsClient client, IExportDisplay display)
{
    /// <returns>The SHA-256 of every file by its path, as it was read for the upload.</returns>
    public async Task<IReadOnlyDictionary<string, string>> SendAsync(
        long project, FolderScan scan, long commitBytes, CancellationToken cancellationToken)
    {
        var hashes = new Dictionary<string, string>(scan.Files.Count, StringComparer.Ordinal);
        long sent = 0;
        foreach (var files in UploadPlan.Split(scan.Files, commitBytes))
        {
            using var commit = new TarCommit(files, hashes, read => display.Progress("upload", sent += read, scan.TotalBytes));
            await client.CommitAsync(project, commit, cancellationToken);
        }

        display.Line($"uploaded  {hashes.Count} files");
        return hashes;
    }
}
