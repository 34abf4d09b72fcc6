using Exports.Functions.ProjectExports.Activities;
using Exports.Functions.ProjectExports.AfterExport;
using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.ProjectExports.Http;
using Exports.Functions.ProjectExports.Queue;
using Exports.Functions.ProjectExports.Sweep;
using Exports.Functions.ProjectExports.Watchdog;
using Exports.Functions.Projects;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.ProjectExports;

internal static class ProjectExportRegistration
{
    public static FunctionsApplicationBuilder AddProjectExports(this FunctionsApplicationBuilder builder)
    {
        builder.Services.AddOptions<ProjectExportOptions>()
            .BindConfiguration(ProjectExportOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<UploadOptions>().BindConfiguration(UploadOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddStorageResource<ProjectExportTable>();
        builder.Services.AddStorageResource<ProjectExportIndexTable>();
        builder.Services.AddStorageResource<ExportQueueTable>();
        builder.Services.AddStorageResource<ArchiveContainer>();
        builder.Services.AddSingleton<ExportLedger>().AddSingleton<ExportEnqueuer>();
        builder.Services.AddSingleton<ArchiveLedger>().AddSingleton<ArchiveCleaner>();
        builder.Services.AddSingleton<IProjectDeletionStep, DeletedProjectExports>();
        AddActivities(builder.Services);
        AddEndpoints(builder.Services);
        builder.Services.AddSingleton<ExportSweep>().AddSingleton<ExpiredArchives>().AddSingleton<ProjectMirrors>();
        builder.Services.AddSingleton<ExportQueue>().AddSingleton<QueuePositions>().AddSingleton<ExportWatchdog>();
        return builder;
    }

    private static void AddActivities(IServiceCollection services) => services
        .AddSingleton<ArchiveSegmentWriter>()
        .AddSingleton<ArchiveStreams>()
        .AddSingleton<AttemptPulses>()
        .AddSingleton<ProjectPinner>()
        .AddSingleton<AttemptStart>()
        .AddSingleton<SegmentWork>()
        .AddSingleton<AttemptEnd>()
        .AddSingleton<ArchiveCommit>()
        .AddSingleton<UploadSender>()
        .AddSingleton<ArchiveUpload>()
        .AddSingleton<Publication>()
        .AddSingleton<JobFailing>()
        .AddSingleton<JobClosing>()
        .AddSingleton<ArchiveRemoval>();

    private static void AddEndpoints(IServiceCollection services) => services
        .AddSingleton<ExportProjects>()
        .AddSingleton<StartExportBody>()
        .AddSingleton<UploadRequests>()
        .AddSingleton<ExportStarter>()
        .AddSingleton<ExportStatusReader>()
        .AddSingleton<ArchiveLinks>()
        .AddSingleton<SignedDownload>()
        .AddSingleton<ArchiveDownload>()
        .AddSingleton<ArchiveActions>()
        .AddSingleton<ExportHistory>()
        .AddSingleton<ExportJobs>();
}
