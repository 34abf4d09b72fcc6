using Exports.EmbeddedHost.Engine.Dispatch;

namespace Exports.EmbeddedHost.Engine.Store.Sqlite;

/// <summary>The part of an activity message that has no column of its own.</summary>
internal sealed record ActivityBody(int TaskId, string Name, string? Input)
{
    public static ActivityBody From(ActivityMessage message) => new(message.TaskId, message.Name, message.Input);

    public ActivityMessage ToMessage(long seq, string target, string executionId) => new(seq, target, executionId, TaskId, Name, Input);
}
