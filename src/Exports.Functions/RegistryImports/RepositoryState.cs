using System.Text.Json.Serialization;
using Exports.Functions.Shared.Json;

namespace Exports.Functions.RegistryImports;

/// <summary>Where a repository is on its way to the new registry (<c>docs/state-machines.md</c>).</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<RepositoryState>))]
public enum RepositoryState
{
    /// <summary>Registered; nothing was tried yet.</summary>
    Default,

    /// <summary>The registry copies while people go on pushing.</summary>
    PreImporting,

    /// <summary>The copy is there; the final step has not begun.</summary>
    PreImportDone,

    /// <summary>The final, read-only step.</summary>
    Importing,

    /// <summary>It is in the new registry, or there was nothing to move. Nothing leads away from here.</summary>
    ImportDone,

    /// <summary>The latest attempt ended early; another one follows.</summary>
    ImportAborted,

    /// <summary>Given up, with a reason. Only a reset leads away from here.</summary>
    ImportSkipped,
}
