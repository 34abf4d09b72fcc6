using System.Text.Json;
using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.Entities;
using Exports.EmbeddedHost.Engine.History;
using Microsoft.Data.Sqlite;

namespace Exports.EmbeddedHost.Engine.Store.Sqlite;

/// <summary>What waits to be handled.</summary>
internal static class MessageTable
{
    private const int InstanceKind = 0;
    private const int ActivityKind = 1;
    private const int EntityKind = 2;

    public static void Insert(SqliteSession session, MessageRow row) =>
        session.Execute(
            "INSERT INTO engine_message (seq, kind, target, execution, due, body) VALUES (@seq, @kind, @target, @execution, @due, @body)",
            ("@seq", row.Seq),
            ("@kind", row.Kind),
            ("@target", row.Target),
            ("@execution", row.Execution),
            ("@due", row.Due),
            ("@body", row.Body));

    /// <summary>The message as a row. Made before the transaction: the writer has better things to do than JSON.</summary>
    public static MessageRow ToRow(Message message)
    {
        var (kind, execution, body) = Encode(message);
        return new MessageRow(message.Seq, kind, message.Target, execution, message.Due?.UtcTicks, body);
    }

    /// <summary>False if it was gone.</summary>
    public static bool Delete(SqliteSession session, long seq) =>
        session.Execute("DELETE FROM engine_message WHERE seq = @seq", ("@seq", seq)) > 0;

    public static void DeleteFor(SqliteSession session, string instanceId) =>
        session.Execute("DELETE FROM engine_message WHERE target = @target", ("@target", instanceId));

    public static void DeleteFor(SqliteSession session, string instanceId, string executionId) =>
        session.Execute(
            "DELETE FROM engine_message WHERE target = @target AND execution = @execution",
            ("@target", instanceId),
            ("@execution", executionId));

    public static bool Has(SqliteSession session, long seq) =>
        session.Scalar("SELECT 1 FROM engine_message WHERE seq = @seq", ("@seq", seq)) is not null;

    public static bool HasFor(SqliteSession session, string target) =>
        session.Scalar("SELECT 1 FROM engine_message WHERE target = @target LIMIT 1", ("@target", target)) is not null;

    public static int CountDue(SqliteSession session, string target, DateTimeOffset now) =>
        (int)(long)session.Scalar(
            "SELECT COUNT(*) FROM engine_message WHERE target = @target AND (due IS NULL OR due <= @now)",
            ("@target", target), ("@now", now.UtcTicks))!;

    public static long ReadLast(SqliteSession session) => (long)session.Scalar("SELECT COALESCE(MAX(seq), 0) FROM engine_message")!;

    public static IReadOnlyList<Message> ReadAfter(SqliteSession session, long seq) =>
        session.Query(
            "SELECT seq, kind, target, execution, due, body FROM engine_message WHERE seq > @seq ORDER BY seq", Decode, ("@seq", seq));

    private static (int Kind, string? Execution, string Body) Encode(Message message) => message switch
    {
        InstanceMessage { Fact: var fact } instance =>
            (InstanceKind, instance.ExecutionId, JsonSerializer.Serialize(fact, HistoryJson.Default.HistoryEvent)),
        ActivityMessage activity =>
            (ActivityKind, activity.ExecutionId, JsonSerializer.Serialize(ActivityBody.From(activity), ActivityJson.Default.ActivityBody)),
        EntityMessage { Request: var request } =>
            (EntityKind, null, JsonSerializer.Serialize(request, EntityJson.Default.EntityRequest)),
        _ => throw new NotSupportedException($"{message.GetType()} cannot be stored."),
    };

    private static Message Decode(SqliteDataReader row)
    {
        var seq = row.GetInt64(0);
        var target = row.GetString(2);
        var due = row.TimeOrNull(4);
        var body = row.GetString(5);
        return row.GetInt32(1) switch
        {
            InstanceKind => new InstanceMessage(
                seq, target, row.TextOrNull(3), JsonSerializer.Deserialize(body, HistoryJson.Default.HistoryEvent)!, due),
            ActivityKind => JsonSerializer.Deserialize(body, ActivityJson.Default.ActivityBody)!.ToMessage(seq, target, row.GetString(3)),
            EntityKind => new EntityMessage(seq, target, JsonSerializer.Deserialize(body, EntityJson.Default.EntityRequest)!, due),
            var kind => throw new InvalidDataException($"Message {seq} is of kind {kind}, which this version does not know."),
        };
    }
}
