namespace Exports.Functions.Projects.Templates;

/// <summary>Where built-in templates come from.</summary>
internal interface ITemplateSource
{
    /// <summary>Every template, in the order of the list.</summary>
    IReadOnlyList<ProjectTemplate> Templates { get; }

    /// <summary>The template's files, in no particular order.</summary>
    IEnumerable<TemplateFile> Read(ProjectTemplate template);
}
