namespace Exports.EmbeddedHost.Storage;

/// <summary>Reads are quick and local: they run at once, but their failure must come out of the task, as upstream's does.</summary>
internal static class Answer
{
    public static Task<T> From<T>(Func<T> read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        try
        {
            return Task.FromResult(read());
        }
        catch (Exception exception)
        {
            return Task.FromException<T>(exception);
        }
    }
}
