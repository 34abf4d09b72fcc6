using Azure;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Exports.EmbeddedHost.Storage;

/// <summary>
/// The stores' own trouble, such as a full disk, in the shape in which the service reports its own: 500 <c>InternalError</c>, the cause
/// inside. What a program does about the one is right for the other.
/// </summary>
internal static class StorageFailure
{
    public static RequestFailedException Of(Exception cause) =>
        new(500, $"The store failed: {cause.Message}\nStatus: 500\nErrorCode: InternalError", "InternalError", cause);

    /// <summary>As <see cref="SqliteDatabase.WriteAsync{T}"/>, with the database's own failures as the service's.</summary>
    /// <exception cref="RequestFailedException">What the change refuses, or 500 <c>InternalError</c>.</exception>
    public static async Task<T> CommitAsync<T>(this SqliteDatabase database, CommitPoint point, Func<SqliteSession, T> change)
    {
        try
        {
            return await database.WriteAsync(point, change);
        }
        catch (SqliteException exception)
        {
            throw Of(exception);
        }
    }
}
