using Exports.Functions.Storage;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Exports.Functions.Projects;

internal static class ProjectRegistration
{
    public static FunctionsApplicationBuilder AddProjects(this FunctionsApplicationBuilder builder)
    {
        builder.Services.AddStorageResource<ProjectPathTable>();
        builder.Services.AddStorageResource<ProjectTable>();
        builder.Services.AddStorageResource<ProjectIdTable>();
        builder.Services.AddStorageResource<ContentContainer>();
        builder.Services.AddStorageResource<ManifestContainer>();
        return builder;
    }
}
