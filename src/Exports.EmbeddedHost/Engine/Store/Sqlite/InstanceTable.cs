using System.Text.Json;
using Exports.EmbeddedHost.Engine.History;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Engine.Store.Sqlite;

/// <summary>One row per orchestration instance.</summary>
internal static class InstanceTable
{
    private const string Columns = "id, execution, name, version, status, created, updated, completed, tags, parent";
    private const string Payloads = ", input, output, custom_status, failure";

    public static InstanceRecord? Read(SqliteSession session, string id, bool withPayloads) =>
        session.Query(Select(withPayloads) + " WHERE id = @id", Project(withPayloads), ("@id", id)).SingleOrDefault();

    public static OrchestrationRuntimeStatus? ReadStatus(SqliteSession session, string id) =>
        session.Scalar("SELECT status FROM engine_instance WHERE id = @id", ("@id", id)) is long status
            ? (OrchestrationRuntimeStatus)status
            : null;

    public static IReadOnlyList<InstanceRecord> Query(SqliteSession session, InstanceFilter filter) =>
        session.Query(
            Select(filter.WithPayloads)
            + """
               WHERE id > @after AND id >= @prefix AND id < @end
                 AND created >= @from AND created <= @to
                 AND (@completed_bound = 0 OR completed BETWEEN @completed_from AND @completed_to)
                 AND (@statuses IS NULL OR instr(@statuses, ',' || status || ',') > 0)
               ORDER BY id LIMIT @limit
              """,
            Project(filter.WithPayloads),
            ("@after", filter.After ?? string.Empty),
            ("@prefix", filter.IdPrefix ?? string.Empty),
            ("@end", SqliteValues.AfterPrefix(filter.IdPrefix ?? string.Empty)),
            ("@from", filter.CreatedFrom?.UtcTicks ?? 0),
            ("@to", filter.CreatedTo?.UtcTicks ?? long.MaxValue),
            ("@completed_bound", filter.CompletedFrom is null && filter.CompletedTo is null ? 0 : 1),
            ("@completed_from", filter.CompletedFrom?.UtcTicks ?? 0),
            ("@completed_to", filter.CompletedTo?.UtcTicks ?? long.MaxValue),
            ("@statuses", filter.Statuses is { } statuses ? $",{string.Join(',', statuses.Select(status => (int)status))}," : null),
            ("@limit", filter.Limit));

    /// <summary>Inserts the instance and its start message, or reports the status of the instance that is in the way.</summary>
    public static OrchestrationRuntimeStatus? Start(
        SqliteSession session, InstanceRecord record, MessageRow message, IReadOnlyCollection<OrchestrationRuntimeStatus> replaceable)
    {
        if (ReadStatus(session, record.Id) is { } status)
        {
            if (!replaceable.Contains(status))
            {
                return status;
            }

            Delete(session, record.Id);
        }

        Insert(session, record);
        MessageTable.Insert(session, message);
        return null;
    }

    /// <summary>False if the instance is gone or in another execution.</summary>
    public static bool Change(SqliteSession session, InstanceChange change, string? newFacts)
    {
        if (change.NextGeneration is { } next)
        {
            HistoryTable.Delete(session, change.Id);
            return Continue(session, change, next);
        }

        if (newFacts is not null)
        {
            HistoryTable.Append(session, change.Id, change.Episode, newFacts);
        }

        return Update(session, change);
    }

    public static bool Purge(SqliteSession session, string id, bool evenIfRunning)
    {
        if (ReadStatus(session, id) is not { } status || (!evenIfRunning && !status.IsFinished()))
        {
            return false;
        }

        Delete(session, id);
        return true;
    }

    private static bool Update(SqliteSession session, InstanceChange change) =>
        session.Execute(
            """
            UPDATE engine_instance SET status = @status, updated = @at, completed = @completed, output = @output, failure = @failure,
                custom_status = iif(@status_changed, @custom_status, custom_status)
            WHERE id = @id AND execution = @execution
            """,
            ("@id", change.Id), ("@execution", change.ExecutionId), ("@status", (int)change.Status), ("@at", change.At.UtcTicks),
            ("@completed", change.Status.IsFinished() ? change.At.UtcTicks : null), ("@output", change.Output),
            ("@failure", ToJson(change.Failure)),
            ("@status_changed", change.CustomStatus is not null), ("@custom_status", change.CustomStatus?.Json)) > 0;

    private static bool Continue(SqliteSession session, InstanceChange change, ExecutionStarted next) =>
        session.Execute(
            """
            UPDATE engine_instance SET status = @status, updated = @at, execution = @next, input = @input, version = @version,
                custom_status = iif(@status_changed, @custom_status, custom_status)
            WHERE id = @id AND execution = @execution
            """,
            ("@id", change.Id), ("@execution", change.ExecutionId), ("@status", (int)change.Status), ("@at", change.At.UtcTicks),
            ("@next", next.ExecutionId), ("@input", next.Input), ("@version", next.Version),
            ("@status_changed", change.CustomStatus is not null), ("@custom_status", change.CustomStatus?.Json)) > 0;

    private static void Insert(SqliteSession session, InstanceRecord record) =>
        session.Execute(
            """
            INSERT INTO engine_instance (id, execution, name, version, status, created, updated, input, tags, parent)
            VALUES (@id, @execution, @name, @version, @status, @created, @updated, @input, @tags, @parent)
            """,
            ("@id", record.Id), ("@execution", record.ExecutionId), ("@name", record.Name), ("@version", record.Version),
            ("@status", (int)record.Status), ("@created", record.CreatedAt.UtcTicks), ("@updated", record.UpdatedAt.UtcTicks),
            ("@input", record.Input),
            ("@tags", record.Tags is { } tags ? JsonSerializer.Serialize(tags, HistoryJson.Default.IReadOnlyDictionaryStringString) : null),
            ("@parent", record.Parent is { } parent ? JsonSerializer.Serialize(parent, HistoryJson.Default.ParentTask) : null));

    private static void Delete(SqliteSession session, string id)
    {
        session.Execute("DELETE FROM engine_instance WHERE id = @id", ("@id", id));
        HistoryTable.Delete(session, id);
        MessageTable.DeleteFor(session, id);
    }

    private static string Select(bool withPayloads) => $"SELECT {Columns}{(withPayloads ? Payloads : string.Empty)} FROM engine_instance";

    private static Func<SqliteDataReader, InstanceRecord> Project(bool withPayloads) => row =>
    {
        var record = new InstanceRecord(row.GetString(0), row.GetString(1), row.GetString(2))
        {
            Version = row.TextOrNull(3),
            Status = (OrchestrationRuntimeStatus)row.GetInt32(4),
            CreatedAt = row.Time(5),
            UpdatedAt = row.Time(6),
            CompletedAt = row.TimeOrNull(7),
            Tags = row.TextOrNull(8) is { } tags
                ? JsonSerializer.Deserialize(tags, HistoryJson.Default.IReadOnlyDictionaryStringString)
                : null,
            Parent = row.TextOrNull(9) is { } parent ? JsonSerializer.Deserialize(parent, HistoryJson.Default.ParentTask) : null,
        };
        return withPayloads ? WithPayloads(record, row) : record;
    };

    private static InstanceRecord WithPayloads(InstanceRecord record, SqliteDataReader row) => record with
    {
        Input = row.TextOrNull(10),
        Output = row.TextOrNull(11),
        CustomStatus = row.TextOrNull(12),
        Failure = row.TextOrNull(13) is { } failure ? JsonSerializer.Deserialize(failure, HistoryJson.Default.Failure) : null,
    };

    private static string? ToJson(Failure? failure) =>
        failure is null ? null : JsonSerializer.Serialize(failure, HistoryJson.Default.Failure);
}
