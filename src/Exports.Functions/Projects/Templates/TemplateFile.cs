namespace Exports.Functions.Projects.Templates;

/// <summary>One file of a template.</summary>
/// <param name="Path">Relative, with <c>/</c> between segments.</param>
/// <param name="Content">The whole content; templates are small.</param>
internal sealed record TemplateFile(string Path, byte[] Content);
