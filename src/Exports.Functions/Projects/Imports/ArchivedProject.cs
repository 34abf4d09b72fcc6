using System.Text.Json;
using Exports.Functions.ProjectExports.Archives.Verification;
using Exports.Functions.Shared.Http;
using Exports.Functions.Shared.Json;

namespace Exports.Functions.Projects.Imports;

/// <summary>What an archive's <c>project.json</c> says about its project. Its path is where it came from, and says nothing here.</summary>
internal sealed record ArchivedProject(string? Name, string? Description, DateTimeOffset? CreatedAt)
{
    /// <exception cref="InvalidArchiveException">A member is of another type, or no project could have it.</exception>
    public static ArchivedProject Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            var project = JsonSerializer.Deserialize<ArchivedProject>(json.Span, ApiJson.Options)!;
            if (project.Name is { } name)
                NewProject.CheckedName(name);
            NewProject.CheckedDescription(project.Description);
            return project.CreatedAt >= DateTimeOffset.UnixEpoch ? project : project with { CreatedAt = null };
        }
        catch (Exception fault) when (fault is JsonException or ApiException)
        {
            throw new InvalidArchiveException(
                ArchiveDefect.InvalidProject,
                "The archive's project.json has a name, description or created_at that no project can have.",
                fault);
        }
    }
}
