namespace Exports.Functions.RegistryImports.Registry;

/// <param name="Kind">What the registry did.</param>
/// <param name="Sentence">The answer for people, without secrets.</param>
/// <param name="Status">The present status, where a refusal names it.</param>
internal sealed record CancelAnswer(CancelAnswerKind Kind, string Sentence, RegistryStatus? Status = null);
