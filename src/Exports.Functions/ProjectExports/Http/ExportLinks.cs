namespace Exports.Functions.ProjectExports.Http;

/// <summary>Where the archive is. GitLab's web address is a page of its own; ours is the same download.</summary>
internal sealed record ExportLinks(string ApiUrl, string WebUrl);
