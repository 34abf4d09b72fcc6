namespace Exports.Functions.ProjectExports.Messages;

/// <summary>The input of <c>PublishArchive</c>: the blob is committed, and uploaded where that was asked for.</summary>
/// <param name="Attempt">Whose archive.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Sha256">The hash of all of it.</param>
public sealed record PublishInput(AttemptKey Attempt, long Bytes, string Sha256);
