using Exports.Functions.ProjectExports.Activities;
using Exports.Functions.ProjectExports.AfterExport;
using Exports.Functions.ProjectExports.Messages;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.ProjectExports;

/// <summary>
/// The activities of project exports. Each is bounded in time, may run more than once, and knows no attempt but the one
/// in its input. The work is in <c>Activities/</c>.
/// </summary>
public static class ProjectExportActivities
{
    internal const string BeginAttempt = nameof(BeginAttempt);
    internal const string WriteSegment = nameof(WriteSegment);
    internal const string AbandonAttempt = nameof(AbandonAttempt);
    internal const string CommitArchive = nameof(CommitArchive);
    internal const string UploadArchive = nameof(UploadArchive);
    internal const string PublishArchive = nameof(PublishArchive);
    internal const string FailJob = nameof(FailJob);
    internal const string CloseJob = nameof(CloseJob);
    internal const string RemoveArchive = nameof(RemoveArchive);

    [Function(BeginAttempt)]
    public static Task<bool> BeginAttemptAsync(
        [ActivityTrigger] AttemptKey input, [DurableClient] DurableTaskClient client, FunctionContext context) =>
        Work<AttemptStart>(context).RunAsync(input, client, context.CancellationToken);

    [Function(WriteSegment)]
    public static Task<SegmentResult> WriteSegmentAsync([ActivityTrigger] SegmentInput input, FunctionContext context) =>
        Work<SegmentWork>(context).RunAsync(input, context.CancellationToken);

    [Function(AbandonAttempt)]
    public static Task AbandonAttemptAsync([ActivityTrigger] AbandonInput input, FunctionContext context) =>
        Work<AttemptEnd>(context).RunAsync(input, context.CancellationToken);

    [Function(CommitArchive)]
    public static Task<CommitResult> CommitArchiveAsync([ActivityTrigger] CommitInput input, FunctionContext context) =>
        Work<ArchiveCommit>(context).RunAsync(input, context.CancellationToken);

    [Function(UploadArchive)]
    public static Task<UploadResult> UploadArchiveAsync([ActivityTrigger] UploadInput input, FunctionContext context) =>
        Work<ArchiveUpload>(context).RunAsync(input, context.CancellationToken);

    [Function(PublishArchive)]
    public static Task<JobEnd?> PublishArchiveAsync([ActivityTrigger] PublishInput input, FunctionContext context) =>
        Work<Publication>(context).RunAsync(input, context.CancellationToken);

    [Function(FailJob)]
    public static Task<JobEnd> FailJobAsync([ActivityTrigger] FailInput input, FunctionContext context) =>
        Work<JobFailing>(context).RunAsync(input, context.CancellationToken);

    [Function(CloseJob)]
    public static Task CloseJobAsync([ActivityTrigger] JobKey input, [DurableClient] DurableTaskClient client, FunctionContext context) =>
        Work<JobClosing>(context).RunAsync(input, client, context.CancellationToken);

    [Function(RemoveArchive)]
    public static Task RemoveArchiveAsync([ActivityTrigger] ArchiveKey input, FunctionContext context) =>
        Work<ArchiveRemoval>(context).RunAsync(input, context.CancellationToken);

    private static TWork Work<TWork>(FunctionContext context)
        where TWork : notnull => context.InstanceServices.GetRequiredService<TWork>();
}
