using System.Text.Json;
using Exports.EmbeddedHost.Engine;
using Microsoft.DurableTask.Converters;

namespace Exports.TestKit.Engine;

/// <summary>What the worker would configure, without the worker.</summary>
internal static class EngineTestDefaults
{
    /// <summary>The worker's JSON defaults (rule D4): names ignore case, fields are left out.</summary>
    public static JsonDataConverter Converter { get; } = new(new JsonSerializerOptions { PropertyNameCaseInsensitive = true });

    public static void Apply(EngineMode mode, DurableEngineOptions options)
    {
        options.ReplayFromScratch = mode is not EngineMode.Cached;
        options.UpstreamDefects = mode is EngineMode.UpstreamDefects;
        options.DuplicateDelivery = mode is EngineMode.DuplicateDelivery;
    }
}
