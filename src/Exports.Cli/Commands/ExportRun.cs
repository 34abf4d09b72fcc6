using Exports.Cli.Api;
using Exports.Cli.Output;

namespace Exports.Cli.Commands;

/// <summary>Starts the export and follows it to its end, showing every status on the way.</summary>
/// <param name="client">The server.</param>
/// <param name="display">Where the statuses go.</param>
/// <param name="time">The clock of polling.</param>
/// <param name="patience">
/// For how long a server may be away while the job runs. Jobs survive its restart, so giving up at once would lose nothing but the wait.
/// </param>
internal sealed class ExportRun(ExportsClient client, IExportDisplay display, TimeProvider time, TimeSpan patience)
{
    private static readonly TimeSpan CancelLimit = TimeSpan.FromSeconds(5);
    private string? _shown;

    /// <exception cref="CommandException">The job failed; its reason is in the message.</exception>
    public async Task<ArchiveAnswer> RunAsync(long project, TimeSpan pollInterval, CancellationToken cancellationToken)
    {
        Show((await client.GetExportAsync(project, cancellationToken)).ExportStatus);
        var job = await client.StartExportAsync(project, Guid.NewGuid().ToString("N"), cancellationToken);
        try
        {
            return await FollowAsync(project, job.Id, pollInterval, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await CancelAsync(project, job.Id);
            throw;
        }
    }

    /// <summary>Waits for the end of a job that runs already.</summary>
    /// <exception cref="CommandException">The job failed; its reason is in the message.</exception>
    public async Task<ArchiveAnswer> FollowAsync(long project, string job, TimeSpan pollInterval, CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await PollAsync(project, pollInterval, cancellationToken);
            Show(answer);
            if (answer.LatestJob is { } latest && latest.Id == job)
            {
                if (latest.IsTerminal)
                {
                    return Outcome(latest, answer.Archive);
                }
            }
            else if (await client.GetJobAsync(project, job, cancellationToken) is { IsTerminal: true } ours)
            {
                // Somebody else's newer job hides ours in the status; the archive is asked for anew, since ours may just have made it.
                return Outcome(ours, (await client.GetExportAsync(project, cancellationToken)).Archive);
            }

            await Task.Delay(pollInterval, time, cancellationToken);
        }
    }

    private async Task<ExportAnswer> PollAsync(long project, TimeSpan pollInterval, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await client.GetExportAsync(project, cancellationToken);
            }
            catch (CommandException exception)
                when (exception.ExitCode == ExitCode.ServerUnreachable && time.GetElapsedTime(start) < patience)
            {
                Show("the server does not answer, waiting for it");
                await Task.Delay(pollInterval, time, cancellationToken);
            }
        }
    }

    private static ArchiveAnswer Outcome(JobAnswer job, ArchiveAnswer? archive) =>
        job.Status == "finished" && archive is not null
            ? archive
            : throw new CommandException(
                ExitCode.ExportFailed, $"the export failed: {job.Reason ?? "no archive"}: {job.Message ?? "the archive is gone already"}");

    private void Show(ExportAnswer answer)
    {
        Show(answer.QueuePosition is { } ahead and > 0 ? $"{answer.ExportStatus} ({ahead} ahead)" : answer.ExportStatus);
        if (answer.LatestJob?.Progress is { BytesTotal: > 0 } progress)
        {
            display.Progress("export", progress.BytesDone, progress.BytesTotal);
        }
    }

    private void Show(string status)
    {
        if (_shown != status)
        {
            _shown = status;
            display.Line($"status    {status}");
        }
    }

    /// <summary>The person has pressed Ctrl-C: try to spare the server the work, but do not keep the person waiting.</summary>
    private async Task CancelAsync(long project, string job)
    {
        using var limit = new CancellationTokenSource(CancelLimit, time);
        try
        {
            await client.CancelAsync(project, job, limit.Token);
            display.Line("status    cancelled");
        }
        catch (Exception exception) when (exception is CommandException or OperationCanceledException)
        {
            display.Line($"job {job} could not be cancelled and goes on: {exception.Message}");
        }
    }
}
