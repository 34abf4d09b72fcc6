namespace Exports.Functions.RegistryImports.Rules;

/// <param name="Code">The reason.</param>
/// <param name="Sentence">The same for people.</param>
/// <param name="Until">When it may change, where the clock decides it.</param>
internal sealed record Explanation(ExplainCode Code, string Sentence, DateTimeOffset? Until = null);
