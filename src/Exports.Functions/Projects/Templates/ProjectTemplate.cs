namespace Exports.Functions.Projects.Templates;

/// <summary>A built-in template.</summary>
/// <param name="Name">What <c>template_name</c> says, and the name of its folder.</param>
/// <param name="Title">What a person reads in a list.</param>
/// <param name="Description">One sentence.</param>
internal sealed record ProjectTemplate(string Name, string Title, string Description);
