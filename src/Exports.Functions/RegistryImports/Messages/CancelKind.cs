using System.Text.Json.Serialization;
using Exports.Functions.Shared.Json;

namespace Exports.Functions.RegistryImports.Messages;

/// <summary>What a cancelled step is cancelled for.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<CancelKind>))]
public enum CancelKind
{
    /// <summary>It took too long: it is retried until the limit.</summary>
    Retry,

    /// <summary>Somebody does not want the repository moved: it is skipped.</summary>
    Skip,

    /// <summary>The same, and the registry is told to cancel even what its record says is over, unless it is finished.</summary>
    Force,
}
