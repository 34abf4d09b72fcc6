using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Decisions;

/// <summary>Starts the next generation with an empty history (rule C1).</summary>
/// <param name="Input">The next generation's input.</param>
/// <param name="Version">Its version; null keeps the present one.</param>
/// <param name="CarriedEvents">Events it receives at once, oldest first.</param>
internal sealed record ContinueAsNew(string? Input, string? Version, IReadOnlyList<EventRaised> CarriedEvents) : Decision;
