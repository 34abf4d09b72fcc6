using Microsoft.Data.Sqlite;

namespace Exports.EmbeddedHost.Engine.Store.Sqlite;

/// <summary>One connection and the statements prepared on it. Used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);

    public SqliteSession(string connectionString)
    {
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
    }

    /// <summary>Runs a statement and returns the number of rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Bind(sql, parameters).ExecuteNonQuery();

    /// <summary>The first column of the first row, or null where there is none (or where it is NULL).</summary>
    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var value = Bind(sql, parameters).ExecuteScalar();
        return value is DBNull ? null : value;
    }

    /// <summary>Every row, projected while the reader stands on it.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> project, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = Bind(sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(project(reader));
        }

        return rows;
    }

    /// <summary>Runs a script of several statements, unprepared: schema and pragmas.</summary>
    public void Script(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = _connection.CreateCommand();
            statement.CommandText = sql;
            _statements.Add(sql, statement);
        }

        if (HasParameters(statement, parameters))
        {
            for (var index = 0; index < parameters.Length; index++)
            {
                statement.Parameters[index].Value = parameters[index].Value ?? DBNull.Value;
            }

            return statement;
        }

        statement.Parameters.Clear();
        foreach (var (name, value) in parameters)
        {
            statement.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return statement;
    }

    // One statement has one caller, so from the second time on its parameters are there, in the same order.
    private static bool HasParameters(SqliteCommand statement, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (statement.Parameters.Count != parameters.Length)
        {
            return false;
        }

        for (var index = 0; index < parameters.Length; index++)
        {
            if (statement.Parameters[index].ParameterName != parameters[index].Name)
            {
                return false;
            }
        }

        return true;
    }
}
