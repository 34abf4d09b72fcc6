namespace Exports.Cli.Registry;

/// <summary>The command line of <c>exports registry</c>.</summary>
/// <param name="Server">The running service.</param>
/// <param name="Token">Null sends none.</param>
/// <param name="Verb">What to do with it.</param>
internal sealed record RegistryArguments(Uri Server, string? Token, RegistryVerb Verb);
