namespace Exports.Functions.ProjectExports.Messages;

/// <summary>The input of <c>UploadArchive</c>. The URL is a secret and stays in the job's row.</summary>
/// <param name="Attempt">Whose archive.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Try">The number of this upload, from 1.</param>
public sealed record UploadInput(AttemptKey Attempt, long Bytes, int Try);
