using Exports.Functions.Shared.Http;

namespace Exports.Functions.Projects;

/// <summary>A creation that has been checked.</summary>
internal sealed record NewProject(ProjectPath Path, string Name, string? Description, string? TemplateName)
{
    internal const int MaxNameLength = 255;
    internal const int MaxDescriptionLength = 2000;

    /// <exception cref="ApiException">400 with the first thing that is wrong.</exception>
    public static NewProject From(CreateProjectRequest request)
    {
        var last = NullIfEmpty(request.Path) ?? throw ApiException.BadRequest("400 Bad request - path is missing");
        var path = ProjectPath.Parse(NullIfEmpty(request.NamespacePath) is { } space ? $"{space}/{last}" : last);
        return new NewProject(
            path, CheckedName(request.Name ?? path.Slug), CheckedDescription(request.Description), NullIfEmpty(request.TemplateName));
    }

    /// <exception cref="ApiException">400 with what is wrong.</exception>
    internal static string CheckedName(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw ApiException.BadRequest("400 Bad request - name is blank");
        }

        if (name.Length > MaxNameLength)
        {
            throw ApiException.BadRequest($"400 Bad request - name is longer than {MaxNameLength} characters");
        }

        return name.Any(char.IsControl) ? throw ApiException.BadRequest("400 Bad request - name contains control characters") : name;
    }

    /// <exception cref="ApiException">400 when it is too long.</exception>
    internal static string? CheckedDescription(string? description) =>
        description?.Length > MaxDescriptionLength
            ? throw ApiException.BadRequest($"400 Bad request - description is longer than {MaxDescriptionLength} characters")
            : description;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
