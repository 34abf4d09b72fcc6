namespace Exports.Functions.ProjectExports.AfterExport;

/// <summary>One try of an upload that did not succeed.</summary>
/// <param name="Message">In words, without the URL and without anything that the other side said.</param>
/// <param name="IsFinal">Trying again is of no use.</param>
/// <param name="RetryAfter">How long the other side asks us to wait.</param>
internal sealed record UploadFailure(string Message, bool IsFinal = false, TimeSpan? RetryAfter = null);
