namespace Exports.Functions.RegistryImports.Control;

internal enum BreakerState
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
