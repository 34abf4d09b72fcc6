using Exports.Functions.ProjectExports;

namespace Exports.Functions.Tests.ProjectExports.Interleavings;

/// <summary>
/// What the export of one project is, in a dozen lines: what each event does to a job, and the five status rules. An event that is not
/// due returns false and changes nothing.
/// </summary>
internal class ExportModel
{
    public static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    private (string Job, DateTimeOffset Expires)? _archive;

    public List<ModelJob> Jobs { get; } = [];

    public bool Enqueue(string job, DateTimeOffset now)
    {
        Jobs.Add(new(job, now));
        return true;
    }

    public bool Start(ModelJob job, int attempt) => job.IsActive && attempt > job.Attempt && job.Become(ExportJobStatus.Started, attempt, held: attempt);

    public bool Heartbeat(ModelJob job, int attempt) => job.Holds(attempt);

    public bool Abandon(ModelJob job, int attempt) => job.Holds(attempt) && job.Become(job.Status, attempt, held: 0);

    public bool Finish(ModelJob job, int attempt, DateTimeOffset now)
    {
        if (!job.Holds(attempt))
            return false;
        _archive = (job.Id, now + Retention);
        return job.Become(ExportJobStatus.Finished, attempt, held: 0);
    }

    public bool Fail(ModelJob job) => job.IsActive && job.Become(ExportJobStatus.Failed, job.Attempt, held: 0);

    /// <summary>The job whose archive can be downloaded.</summary>
    public string? Archive(DateTimeOffset now) => _archive is { } archive && now < archive.Expires ? archive.Job : null;

    public virtual ProjectExportStatus Status(DateTimeOffset now) => (Archive(now), Jobs) switch
    {
        (not null, var jobs) when jobs.Any(job => job.IsActive) => ProjectExportStatus.RegenerationInProgress,
        (_, var jobs) when jobs.Any(job => job.Status is ExportJobStatus.Queued) => ProjectExportStatus.Queued,
        (_, var jobs) when jobs.Any(job => job.Status is ExportJobStatus.Started) => ProjectExportStatus.Started,
        (not null, _) => ProjectExportStatus.Finished,
        _ => ProjectExportStatus.None,
    };

    /// <summary>Everything that can be seen, as one line.</summary>
    public string Describe(DateTimeOffset now) =>
        $"{Status(now)}, archive of {Archive(now) ?? "nobody"}: {string.Join(", ", Jobs.OrderBy(job => job.Id, StringComparer.Ordinal).Select(job => $"{job.Id} {job.Status} {job.Attempt}"))}";
}
