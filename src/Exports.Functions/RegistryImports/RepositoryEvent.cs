using System.Text.Json.Serialization;
using Exports.Functions.Shared.Json;

namespace Exports.Functions.RegistryImports;

/// <summary>What moves a repository from one state to another.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<RepositoryEvent>))]
public enum RepositoryEvent
{
    StartPreImport,
    FinishPreImport,
    StartImport,
    FinishImport,

    /// <summary>The attempt ended early. Counted or not, the repository remembers the state it left and when.</summary>
    AbortImport,

    /// <summary>No more attempts, for a <see cref="SkipReason"/>.</summary>
    SkipImport,

    RetryPreImport,
    RetryImport,

    /// <summary>A skipped one starts over, with a fresh count.</summary>
    Reset,
}
