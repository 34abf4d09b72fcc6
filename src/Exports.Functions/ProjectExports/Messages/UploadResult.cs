namespace Exports.Functions.ProjectExports.Messages;

/// <summary>The outcome of <c>UploadArchive</c>.</summary>
/// <param name="Held">Whether the row still holds the attempt.</param>
/// <param name="NextTryAt">When to upload again; null when the upload is done, or of no use any more.</param>
public sealed record UploadResult(bool Held, DateTimeOffset? NextTryAt = null);
