using Exports.Functions.Projects.Templates;

namespace Exports.Functions.Tests.Projects.Templates;

/// <summary>The shipped templates, and how often one was read.</summary>
internal sealed class CountingTemplateSource : ITemplateSource
{
    private readonly TemplateFolder _folder = new();
    private int _reads;

    public int Reads => _reads;

    public IReadOnlyList<ProjectTemplate> Templates => _folder.Templates;

    public IEnumerable<TemplateFile> Read(ProjectTemplate template)
    {
        Interlocked.Increment(ref _reads);
        return _folder.Read(template);
    }

    /// <summary>What a template holds, in path order, without counting as a read.</summary>
    public List<TemplateFile> Files(string name) =>
        [.. _folder.Read(Templates.Single(template => template.Name == name)).OrderBy(file => file.Path, StringComparer.Ordinal)];
}
