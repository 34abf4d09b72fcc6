using System.Text.Json;
using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Store.Sqlite;

/// <summary>One row per episode: it is written once and read whole.</summary>
internal static class HistoryTable
{
    public static string ToJson(IReadOnlyList<HistoryEvent> facts) =>
        JsonSerializer.Serialize(facts, HistoryJson.Default.IReadOnlyListHistoryEvent);

    public static void Append(SqliteSession session, string instanceId, int episode, string facts) =>
        session.Execute(
            "INSERT INTO engine_history (instance, episode, facts) VALUES (@instance, @episode, @facts)",
            ("@instance", instanceId), ("@episode", episode), ("@facts", facts));

    public static void Delete(SqliteSession session, string instanceId) =>
        session.Execute("DELETE FROM engine_history WHERE instance = @instance", ("@instance", instanceId));

    public static IReadOnlyList<IReadOnlyList<HistoryEvent>> Read(SqliteSession session, string instanceId) =>
        session.Query(
            "SELECT facts FROM engine_history WHERE instance = @instance ORDER BY episode",
            row => JsonSerializer.Deserialize(row.GetString(0), HistoryJson.Default.IReadOnlyListHistoryEvent)!,
            ("@instance", instanceId));
}
