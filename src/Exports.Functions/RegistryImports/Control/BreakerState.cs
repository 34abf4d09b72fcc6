using System.Text.Json.Serialization;
using Exports.Functions.Shared.Json;

namespace Exports.Functions.RegistryImports.Control;

/// <summary>Whether the breaker lets starts through.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<BreakerState>))]
public enum BreakerState
{
    /// <summary>Starts are free.</summary>
    Closed,

    /// <summary>No starts.</summary>
    Open,

    /// <summary>One start, as a probe.</summary>
    HalfOpen,

    /// <summary>The probe runs.</summary>
    Probing,
}
