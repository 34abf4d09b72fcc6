using System.Text.Json.Serialization;
using Exports.Functions.Shared.Json;

namespace Exports.Functions.RegistryImports.Rules;

/// <summary>Why new starts are possible now, or why not. Part of the answers of the API.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<EnqueueCode>))]
public enum EnqueueCode
{
    Free,
    Disabled,
    Paused,
    CapacityZero,
    CapacityReached,
    BreakerOpen,
    BreakerProbing,
    Waiting,
}
