namespace Exports.Functions.ProjectExports.Messages;

/// <summary>The input of <c>PublishArchive</c>: everything is staged.</summary>
/// <param name="Attempt">Whose archive.</param>
/// <param name="Blocks">How many blocks it has.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Sha256">The hash of all of it.</param>
public sealed record PublishInput(AttemptKey Attempt, int Blocks, long Bytes, string Sha256);
