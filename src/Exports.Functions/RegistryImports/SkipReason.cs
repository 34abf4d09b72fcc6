using System.Text.Json.Serialization;
using Exports.Functions.Shared.Json;

namespace Exports.Functions.RegistryImports;

/// <summary>
/// The closed vocabulary of why a repository is not moved, or need not be. Stored and answered in snake case; a name, once published, is
/// never given another meaning.
/// </summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<SkipReason>))]
public enum SkipReason
{
    /// <summary>Its plan is not among the target plans.</summary>
    NotInPlan,

    /// <summary>The counted attempts reached the retry limit.</summary>
    TooManyRetries,

    /// <summary>It has more tags than the limit.</summary>
    TooManyTags,

    /// <summary>Its root namespace is denied.</summary>
    RootNamespaceInDenyList,

    /// <summary>We cancelled its last allowed attempt because it took too long.</summary>
    MigrationCanceled,

    /// <summary>The registry does not know it. Recorded with <see cref="RepositoryState.ImportDone"/>.</summary>
    NotFound,

    /// <summary>It was created in the new registry. Recorded with <see cref="RepositoryState.ImportDone"/>.</summary>
    NativeImport,

    /// <summary>Somebody forced its cancellation.</summary>
    MigrationForcedCanceled,

    /// <summary>The registry cancelled it for good.</summary>
    MigrationCanceledByRegistry,
}
