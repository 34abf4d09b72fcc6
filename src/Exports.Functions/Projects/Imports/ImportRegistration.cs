using Exports.Functions.Projects.Imports.Activities;
using Exports.Functions.Projects.Imports.Http;
using Exports.Functions.Projects.Imports.Sweep;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Projects.Imports;

internal static class ImportRegistration
{
    public static FunctionsApplicationBuilder AddProjectImports(this FunctionsApplicationBuilder builder)
    {
        builder.Services.AddOptions<ImportOptions>().BindConfiguration(ImportOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddStorageResource<ProjectImportTable>();
        builder.Services.AddStorageResource<ProjectImportIndexTable>();
        builder.Services.AddStorageResource<ImportContainer>();
        builder.Services.AddSingleton<ImportLedger>().AddSingleton<ImportPublisher>().AddSingleton<ImportEnder>();
        builder.Services.AddSingleton<ImportCleaner>().AddSingleton<ImportEnqueuer>().AddSingleton<ImportCanceller>();
        builder.Services.AddSingleton<IProjectDeletionStep, DeletedProjectImports>();
        builder.Services.AddSingleton<ImportAcceptance>().AddSingleton<ImportForm>().AddSingleton<ImportReception>();
        builder.Services.AddSingleton<ImportStarter>().AddSingleton<ImportStatusReader>();
        builder.Services.AddSingleton<RemoteArchive>().AddSingleton<ArchiveFetch>();
        builder.Services.AddSingleton<ArchivePass>().AddSingleton<ArchiveCheck>();
        builder.Services.AddSingleton<ContentStoring>().AddSingleton<TreePreparation>();
        builder.Services.AddSingleton<ImportSweep>().AddSingleton<ImportPruning>();
        return builder;
    }
}
