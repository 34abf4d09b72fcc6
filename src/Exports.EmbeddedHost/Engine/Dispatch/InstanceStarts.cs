using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Store;

namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>Makes the row and the first message of a new instance, whoever asks for it.</summary>
internal static class InstanceStarts
{
    public static string NewExecutionId() => Guid.NewGuid().ToString("N");

    /// <param name="sequence">Numbers the message.</param>
    /// <param name="now">Time of creation.</param>
    /// <param name="id">The instance id.</param>
    /// <param name="started">Its first fact.</param>
    /// <param name="startAt">Not before; null for at once (rule I5).</param>
    public static InstanceStart Create(
        MessageSequence sequence, DateTimeOffset now, string id, ExecutionStarted started, DateTimeOffset? startAt = null)
    {
        var record = new InstanceRecord(id, started.ExecutionId, started.Name)
        {
            Version = started.Version,
            CreatedAt = now,
            UpdatedAt = now,
            Input = started.Input,
            Tags = started.Tags,
            Parent = started.Parent,
        };
        return new InstanceStart(record, new InstanceMessage(sequence.Next(), id, started.ExecutionId, started, startAt));
    }
}
