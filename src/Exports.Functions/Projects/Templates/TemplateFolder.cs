using System.Text.Json;
using Exports.Functions.Shared.Json;

namespace Exports.Functions.Projects.Templates;

/// <summary>
/// The templates shipped beside the program: <c>Projects/Templates/templates.json</c> lists them, and each has a folder of its name.
/// </summary>
internal sealed class TemplateFolder : ITemplateSource
{
    private readonly string _root;

    /// <param name="root">The folder with the list; that of the program when null.</param>
    public TemplateFolder(string? root = null)
    {
        _root = root ?? Path.Combine(AppContext.BaseDirectory, "Projects", "Templates");
        using var list = File.OpenRead(Path.Combine(_root, "templates.json"));
        Templates = JsonSerializer.Deserialize<ProjectTemplate[]>(list, ApiJson.Options)!;
    }

    public IReadOnlyList<ProjectTemplate> Templates { get; }

    public IEnumerable<TemplateFile> Read(ProjectTemplate template)
    {
        var folder = Path.Combine(_root, template.Name);
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => new TemplateFile(RelativePath(folder, file), File.ReadAllBytes(file)));
    }

    private static string RelativePath(string folder, string file) =>
        Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
}
