using System.Text.Json.Serialization;
using Exports.Functions.Shared.Json;

namespace Exports.Functions.RegistryImports.Rules;

/// <summary>Why a repository is where it is. Part of the answers of the API: a name, once published, keeps its meaning.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ExplainCode>))]
public enum ExplainCode
{
    /// <summary>It is next in its order, and slots are free.</summary>
    Ready,
    Disabled,
    Paused,
    CapacityZero,
    CapacityReached,
    BreakerOpen,
    BreakerProbing,

    /// <summary>The waiting time after the last finished step is not over.</summary>
    Waiting,
    DeniedRoot,
    OtherPlan,
    CreatedAfterCutOff,
    NotBefore,
    OverTagLimit,
    RetryLater,

    /// <summary>The registry gives no usable answer.</summary>
    RegistryTrouble,
    InProgress,
    BetweenSteps,
    Cancelling,
    Done,
    Skipped,
}
