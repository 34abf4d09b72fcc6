using System.Text.Json;
using Exports.EmbeddedHost.Engine;
using Microsoft.DurableTask.Converters;

namespace Exports.TestKit.Engine;

/// <summary>What the worker would configure, without the worker.</summary>
internal static class EngineTestDefaults
{
    /// <summary>Names the mode of every application test that does not choose one itself.</summary>
    public const string ModeVariable = "EXPORTS_ENGINE_MODE";

    /// <summary>What <see cref="ModeVariable"/> names: <c>replay-from-scratch</c> (the default) or <c>upstream-defects</c>.</summary>
    public static EngineMode Mode { get; } = ParseMode(Environment.GetEnvironmentVariable(ModeVariable));

    /// <summary>The worker's JSON defaults (rule D4): names ignore case, fields are left out.</summary>
    public static JsonDataConverter Converter { get; } = new(new JsonSerializerOptions { PropertyNameCaseInsensitive = true });

    public static void Apply(EngineMode mode, DurableEngineOptions options)
    {
        options.ReplayFromScratch = mode is not EngineMode.Cached;
        options.UpstreamDefects = mode is EngineMode.UpstreamDefects;
        options.DuplicateDelivery = mode is EngineMode.DuplicateDelivery;
    }

    /// <exception cref="ArgumentException">There is no such mode: a run of the wrong one would look like a pass.</exception>
    public static EngineMode ParseMode(string? name) => name switch
    {
        null or "" or "replay-from-scratch" => EngineMode.ReplayFromScratch,
        "upstream-defects" => EngineMode.UpstreamDefects,
        _ => throw new ArgumentException($"{ModeVariable}={name}: use replay-from-scratch or upstream-defects."),
    };
}
