namespace Exports.Functions.RegistryImports.Registry;

/// <param name="Kind">What the registry did.</param>
/// <param name="Sentence">The same for people, without secrets.</param>
/// <param name="RetryAfter">The registry's own wish, where it named one.</param>
internal sealed record StartAnswer(StartAnswerKind Kind, string Sentence, TimeSpan? RetryAfter = null);
