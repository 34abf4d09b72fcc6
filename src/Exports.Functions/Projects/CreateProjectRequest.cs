namespace Exports.Functions.Projects;

/// <summary>The body of <c>POST /projects</c>.</summary>
/// <param name="Path">The path, alone or with its namespace in front. Required.</param>
/// <param name="NamespacePath">The namespace when <paramref name="Path"/> is only the last segment, as GitLab clients send it.</param>
/// <param name="Name">The display name; the path's last segment when left out.</param>
/// <param name="Description">Free text.</param>
/// <param name="TemplateName">The built-in template to begin with; an empty project when left out.</param>
internal sealed record CreateProjectRequest(string? Path, string? NamespacePath, string? Name, string? Description, string? TemplateName);
