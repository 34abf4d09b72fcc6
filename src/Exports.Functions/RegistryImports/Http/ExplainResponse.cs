using Exports.Functions.RegistryImports.Rules;

namespace Exports.Functions.RegistryImports.Http;

/// <summary>Why a repository is where it is.</summary>
internal sealed record ExplainResponse(string Path, RepositoryState State, ExplainCode Code, string Message, DateTimeOffset? Until);
