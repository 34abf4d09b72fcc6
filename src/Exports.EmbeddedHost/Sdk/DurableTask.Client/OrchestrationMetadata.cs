using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;

namespace Microsoft.DurableTask.Client;

/// <summary>State of an orchestration at the moment of asking.</summary>
public sealed class OrchestrationMetadata
{
    private const int MaxShownPayload = 50;

    public OrchestrationMetadata(string name, string instanceId)
    {
        Name = name;
        InstanceId = instanceId;
    }

    public string Name { get; }

    public string InstanceId { get; }

    /// <summary>Set only when inputs and outputs were asked for (rule I9).</summary>
    public DataConverter? DataConverter { get; init; }

    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastUpdatedAt { get; init; }

    public string? SerializedInput { get; init; }

    public string? SerializedOutput { get; init; }

    public string? SerializedCustomStatus { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Set for a failed instance when inputs and outputs were asked for (rule F4).</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    public bool IsCompleted => RuntimeStatus
        is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    public override string ToString()
    {
        var text = new StringBuilder(
            $"[Name: '{Name}', ID: '{InstanceId}', RuntimeStatus: {RuntimeStatus}, "
            + $"CreatedAt: {CreatedAt:s}, LastUpdatedAt: {LastUpdatedAt:s}");
        if (SerializedInput is not null) text.Append(", Input: '").Append(Shorten(SerializedInput)).Append('\'');
        if (SerializedOutput is not null) text.Append(", Output: '").Append(Shorten(SerializedOutput)).Append('\'');
        if (FailureDetails is { } failure)
            text.Append(", FailureDetails: '").Append(failure.ErrorType).Append(" - ").Append(Shorten(failure.ErrorMessage)).Append('\'');
        return text.Append(']').ToString();
    }

    private T? Read<T>(string? payload, [CallerMemberName] string reader = "")
        => DataConverter is { } converter
            ? converter.Deserialize<T>(payload)
            : throw new InvalidOperationException($"{reader} needs metadata that was fetched with inputs and outputs.");

    private static string Shorten(string payload)
        => payload.Length > MaxShownPayload ? string.Concat(payload.AsSpan(0, MaxShownPayload), "...") : payload;
}
