using Exports.EmbeddedHost.Engine.Faults;

namespace Exports.EmbeddedHost.Engine.Store.Sqlite;

internal sealed class WriteUnit<TResult>(CommitPoint point, Func<SqliteSession, TResult> change) : WriteUnit(point)
{
    // Continuations must not run on the writer's thread: they would wait for it.
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult? _result;

    public Task<TResult> Task => _answer.Task;

    public override void Run(SqliteSession session) => _result = change(session);

    public override void Answer()
    {
        if (Failure is null)
        {
            _answer.SetResult(_result!);
        }
        else
        {
            _answer.SetException(Failure);
        }
    }
}
