using System.Collections.Immutable;
using Exports.EmbeddedHost.Engine.Store;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Engine.Client;

internal static class Metadata
{
    /// <summary>The record as clients see it; payloads and failure only where they were asked for (rule I9).</summary>
    public static OrchestrationMetadata From(InstanceRecord record, DataConverter converter, bool withPayloads) =>
        new(record.Name, record.Id)
        {
            DataConverter = withPayloads ? converter : null,
            RuntimeStatus = record.Status,
            CreatedAt = record.CreatedAt,
            LastUpdatedAt = record.UpdatedAt,
            SerializedInput = withPayloads ? record.Input : null,
            SerializedOutput = withPayloads ? record.Output : null,
            SerializedCustomStatus = withPayloads ? record.CustomStatus : null,
            FailureDetails = withPayloads ? record.Failure?.ToDetails() : null,
            Tags = record.Tags ?? ImmutableDictionary<string, string>.Empty,
        };
}
