using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Projects.Imports.Http;

/// <summary>An import as the API shows it, in GitLab's shape.</summary>
/// <param name="Id">The project's id, reserved or real.</param>
/// <param name="Description">The description asked for, or the project's.</param>
/// <param name="Name">The name asked for, or the project's, or its path's last segment.</param>
/// <param name="NameWithNamespace">The name behind its namespaces.</param>
/// <param name="Path">The path's last segment.</param>
/// <param name="PathWithNamespace">The path.</param>
/// <param name="CreatedAt">When the project was created; before that, when the import was asked for.</param>
/// <param name="ImportStatus">Where the import is.</param>
/// <param name="ImportType"><c>gitlab_project</c>, GitLab's name for an archive; null when nothing was imported.</param>
/// <param name="CorrelationId">The import's own id.</param>
/// <param name="FailedRelations">Always empty: an import is whole or fails.</param>
/// <param name="ImportError">Why it failed, one sentence.</param>
internal sealed record ImportResponse(
    long Id,
    string? Description,
    string Name,
    string NameWithNamespace,
    string Path,
    string PathWithNamespace,
    DateTimeOffset CreatedAt,
    ImportStatus ImportStatus,
    string? ImportType,
    string? CorrelationId,
    IReadOnlyList<string> FailedRelations,
    string? ImportError)
{
    private const string GitLabArchive = "gitlab_project";

    /// <summary>An import whose project is not there, or not there yet.</summary>
    public static ImportResponse From(ProjectImport import)
    {
        var path = ProjectPath.Parse(import.Path);
        var name = import.Name ?? path.Slug;
        return new(
            import.ProjectId, import.Description, name, path.WithNamespace(name), path.Slug, path.Value, import.CreatedAt,
            StatusOf(import.State), GitLabArchive, import.ImportId, [], import.Error);
    }

    /// <summary>A project, and the latest import that concerns it.</summary>
    public static ImportResponse From(ProjectRow project, ProjectImport? import)
    {
        var path = ProjectPath.Parse(project.Path);
        var isImported = import is not null || project.IsImported;
        return new(
            project.Id, project.Description, project.Name, path.WithNamespace(project.Name), path.Slug, path.Value, project.CreatedAt,
            import is null ? StatusOf(project) : StatusOf(import.State),
            isImported ? GitLabArchive : null, import?.ImportId ?? project.ImportId, [], import?.Error);
    }

    private static ImportStatus StatusOf(ProjectRow project) => project.IsImported ? ImportStatus.Finished : ImportStatus.None;

    private static ImportStatus StatusOf(ImportState state) => state switch
    {
        ImportState.Scheduled => ImportStatus.Scheduled,
        ImportState.Started or ImportState.Publishing => ImportStatus.Started,
        ImportState.Finished => ImportStatus.Finished,
        _ => ImportStatus.Failed,
    };
}
