using Exports.Functions.Projects.Commits;
using Exports.Functions.Projects.Templates;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Projects;

internal static class ProjectRegistration
{
    public static FunctionsApplicationBuilder AddProjects(this FunctionsApplicationBuilder builder)
    {
        builder.Services.AddOptions<ProjectOptions>().BindConfiguration(ProjectOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddStorageResource<ProjectPathTable>();
        builder.Services.AddStorageResource<ProjectTable>();
        builder.Services.AddStorageResource<ProjectIdTable>();
        builder.Services.AddStorageResource<ContentContainer>();
        builder.Services.AddStorageResource<ManifestContainer>();
        builder.Services.AddSingleton<ProjectIdAllocator>();
        builder.Services.AddSingleton<PathReserver>();
        builder.Services.AddSingleton<ProjectCreator>();
        builder.Services.AddSingleton<ProjectDeleter>();
        builder.Services.AddSingleton<ProjectList>();
        builder.Services.AddSingleton<ProjectTree>();
        builder.Services.AddSingleton<ProjectFileList>();
        builder.Services.AddSingleton<TreeCommitter>();
        builder.Services.AddSingleton<FileCommitter>();
        builder.Services.AddSingleton<TarCommitter>();
        builder.Services.AddSingleton<ITemplateSource>(_ => new TemplateFolder());
        builder.Services.AddSingleton<TemplatePublisher>();
        return builder;
    }
}
