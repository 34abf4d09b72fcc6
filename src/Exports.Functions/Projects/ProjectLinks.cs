namespace Exports.Functions.Projects;

/// <summary>Where to go from a project.</summary>
internal sealed record ProjectLinks(string Self, string Files, string Export);
