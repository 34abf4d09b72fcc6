using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Control;
using Exports.Functions.RegistryImports.Rules;

namespace Exports.Functions.Tests.RegistryImports.Http;

/// <summary>A repository where it is, and what has to be said about it.</summary>
internal sealed record ExplainCase(ExplainCode Code, RegistryRepository Row, string Sentence)
{
    public (string Name, string Value)? Setting { get; init; }

    public ImportControl Control { get; init; } = ImportControl.Initial;

    public DateTimeOffset? Until { get; init; }
}
