namespace Exports.Functions.ProjectExports.AfterExport;

/// <summary>The <c>upload</c> of a started export.</summary>
/// <param name="Url">Where to; required.</param>
/// <param name="HttpMethod"><c>PUT</c>, the default, or <c>POST</c>.</param>
internal sealed record UploadRequest(string? Url = null, string? HttpMethod = null);
