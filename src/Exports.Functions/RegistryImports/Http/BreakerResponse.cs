using Exports.Functions.RegistryImports.Control;

namespace Exports.Functions.RegistryImports.Http;

/// <param name="State">Whether it lets starts through.</param>
/// <param name="Failed">Failures among the judged ones.</param>
/// <param name="Judged">How many of the latest attempts it judges by, at most 100.</param>
/// <param name="OpenedAt">Since when it is open.</param>
internal sealed record BreakerResponse(BreakerState State, int Failed, int Judged, DateTimeOffset? OpenedAt);
