using Exports.Functions.RegistryImports.Control;
using Exports.Functions.RegistryImports.Rules;

namespace Exports.Functions.RegistryImports.Http;

/// <summary>The state of the whole migration.</summary>
/// <param name="Enabled">The one switch.</param>
/// <param name="Starts">Whether new ones are started now, and if not, why.</param>
/// <param name="Paused">Who paused new starts, if somebody did.</param>
/// <param name="Resumed">Who ended the latest pause, if it is over.</param>
/// <param name="Capacity">How many may be active at once.</param>
/// <param name="Active">How many slots are in use.</param>
/// <param name="Counts">Repositories by state.</param>
/// <param name="Breaker">The circuit breaker.</param>
/// <param name="WaitingUntil">When the next start may be, where the clock decides it.</param>
internal sealed record RegistryImportsResponse(
    bool Enabled,
    EnqueueCode Starts,
    PauseNote? Paused,
    ResumeNote? Resumed,
    int Capacity,
    int Active,
    RepositoryCountsResponse Counts,
    BreakerResponse Breaker,
    DateTimeOffset? WaitingUntil);
