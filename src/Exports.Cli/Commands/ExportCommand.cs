using System.Globalization;
using Exports.Cli.Api;
using Exports.Cli.Archives;
using Exports.Cli.Folders;
using Exports.Cli.Output;
using Exports.Cli.Servers;
using Exports.Cli.Uploads;

namespace Exports.Cli.Commands;

/// <summary>The way of a folder to a verified archive.</summary>
internal sealed class ExportCommand(IServerConnector connector, IExportDisplay display, TimeProvider time)
{
    /// <exception cref="CommandException">Any expected failure, with its exit code.</exception>
    /// <exception cref="OperationCanceledException">Ctrl-C; the job is cancelled and the partial file is gone.</exception>
    public async Task RunAsync(ExportArguments arguments, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var scan = FolderScanner.Scan(arguments.Folder, cancellationToken);
        scan.EnsureExportable(arguments.SkipSpecial);
        Show(scan);

        var path = ProjectPath.FromFolder(scan.Root);
        await using var partial = PartialFile.Open(arguments.Output ?? $"{path}_export.tar.gz", arguments.Overwrite);
        await using var server = await connector.ConnectAsync(arguments, cancellationToken);
        try
        {
            var archive = await MakeAsync(server, scan, path, partial, cancellationToken);
            var output = await partial.CommitAsync();
            Show(output, archive, time.GetElapsedTime(start));
        }
        catch (CommandException exception) when (IsServers(exception) && server.Disk() is { } disk && disk.FreeBytes < scan.TotalBytes)
        {
            // The server only says that it failed. With less room than the folder needs, this is why.
            throw new CommandException(
                ExitCode.DiskFull,
                $"{disk.Folder}: the disk is full ({ByteCount.Format(disk.FreeBytes)} left): {exception.Message}",
                exception);
        }
    }

    private static bool IsServers(CommandException exception) =>
        exception.ExitCode is ExitCode.ServerError or ExitCode.ServerUnreachable or ExitCode.ExportFailed;

    private async Task<ArchiveAnswer> MakeAsync(
        ServerConnection server, FolderScan scan, string path, PartialFile partial, CancellationToken cancellationToken)
    {
        var project = await CreateProjectAsync(server.Client, path, cancellationToken);
        var hashes = await new FolderUpload(server.Client, display).SendAsync(project.Id, scan, server.CommitBytes, cancellationToken);
        var archive = await new ExportRun(server.Client, display, time, server.Patience).RunAsync(
            project.Id, server.PollInterval, cancellationToken);
        await new ArchiveDownload(server.Client, bytes => display.Progress("download", bytes, archive.Size))
            .FetchAsync(project.Id, archive, partial.Stream, cancellationToken);
        await ArchiveCheck.VerifyAsync(partial.Stream, hashes, cancellationToken);
        display.Line($"verified  {hashes.Count} files equal the folder's");
        return archive;
    }

    private async Task<ProjectAnswer> CreateProjectAsync(ExportsClient client, string path, CancellationToken cancellationToken)
    {
        ProjectAnswer? project = null;
        for (var candidate = path; project is null; candidate = ProjectPath.WithRandomSuffix(path))
        {
            project = await client.TryCreateProjectAsync(candidate, candidate, cancellationToken);
        }

        display.Line($"project   {project.Id} {project.PathWithNamespace}");
        return project;
    }

    private void Show(FolderScan scan)
    {
        foreach (var entry in scan.Skipped)
        {
            display.Line($"skipped   {entry.Kind} {entry.Path}");
        }

        display.Line($"folder    {scan.Files.Count} files, {ByteCount.Format(scan.TotalBytes)}");
    }

    private void Show(string output, ArchiveAnswer archive, TimeSpan elapsed)
    {
        display.Line($"archive   {output}");
        display.Line(string.Create(CultureInfo.InvariantCulture, $"size      {archive.Size} bytes ({ByteCount.Format(archive.Size)})"));
        display.Line($"sha256    {archive.Sha256}");
        display.Line(string.Create(CultureInfo.InvariantCulture, $"seconds   {elapsed.TotalSeconds:0.00}"));
    }
}
