namespace Exports.Functions.ProjectExports.Messages;

/// <summary>The outcome of <c>CommitArchive</c>.</summary>
/// <param name="Held">Whether the row still holds the attempt.</param>
/// <param name="HasUpload">Whether the archive is to be uploaded before it is published. Where to is in the row alone.</param>
public sealed record CommitResult(bool Held, bool HasUpload = false);
