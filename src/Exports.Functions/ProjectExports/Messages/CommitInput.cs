namespace Exports.Functions.ProjectExports.Messages;

/// <summary>The input of <c>CommitArchive</c>: everything is staged.</summary>
/// <param name="Attempt">Whose archive.</param>
/// <param name="Blocks">How many blocks it has.</param>
/// <param name="Bytes">How long it is.</param>
public sealed record CommitInput(AttemptKey Attempt, int Blocks, long Bytes);
