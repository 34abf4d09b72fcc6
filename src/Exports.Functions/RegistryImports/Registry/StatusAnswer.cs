namespace Exports.Functions.RegistryImports.Registry;

/// <param name="Kind">Whether there is a status.</param>
/// <param name="Sentence">The answer for people, without secrets.</param>
/// <param name="Status">Set exactly when <paramref name="Kind"/> is <see cref="StatusAnswerKind.Known"/>.</param>
/// <param name="Detail">The registry's own text about it.</param>
internal sealed record StatusAnswer(StatusAnswerKind Kind, string Sentence, RegistryStatus? Status = null, string? Detail = null);
