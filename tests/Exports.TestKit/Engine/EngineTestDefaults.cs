using System.Text.Json;
using Exports.EmbeddedHost.Engine;
using Microsoft.DurableTask.Converters;

namespace Exports.TestKit.Engine;

/// <summary>What the worker would configure, without the worker.</summary>
internal static class EngineTestDefaults
{
    /// <summary>The worker's JSON defaults (rule D4): names ignore case, fields are left out.</summary>
    public static JsonDataConverter Converter { get; } = new(new JsonSerializerOptions { PropertyNameCaseInsensitive = true });

    public static DurableEngineOptions Options(EngineMode mode) => new()
    {
        ReplayFromScratch = mode is not EngineMode.Cached,
        UpstreamDefects = mode is EngineMode.UpstreamDefects,
        DuplicateDelivery = mode is EngineMode.DuplicateDelivery,
    };
}
