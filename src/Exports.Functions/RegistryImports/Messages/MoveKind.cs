using System.Text.Json.Serialization;
using Exports.Functions.Shared.Json;

namespace Exports.Functions.RegistryImports.Messages;

/// <summary>What an orchestration does next (<c>docs/registry-imports.md</c>).</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<MoveKind>))]
public enum MoveKind
{
    /// <summary>Start the step, after the delay.</summary>
    Start,

    /// <summary>Wait for a message or the next poll, then ask.</summary>
    Follow,

    /// <summary>Cancel the step.</summary>
    Cancel,

    /// <summary>Wait until the cancelled step has really stopped.</summary>
    AwaitCancel,

    /// <summary>The attempt is over.</summary>
    End,
}
