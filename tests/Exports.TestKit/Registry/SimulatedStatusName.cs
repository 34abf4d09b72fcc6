using System.Text.Json;

namespace Exports.TestKit.Registry;

/// <summary>Statuses as the API spells them.</summary>
internal static class SimulatedStatusName
{
    public static string Of(SimulatedStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
}
