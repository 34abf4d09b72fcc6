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

    public List<string> Paths(string name) =>
        [.. _folder.Read(Templates.Single(template => template.Name == name)).Select(file => file.Path).Order(StringComparer.Ordinal)];
}
