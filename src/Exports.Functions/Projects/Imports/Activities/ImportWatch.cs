using Exports.Functions.Projects.Imports.Messages;

namespace Exports.Functions.Projects.Imports.Activities;

/// <summary>The clock of one activity: when its part is over, and when to look whether its import still is.</summary>
internal sealed class ImportWatch(ImportKey key, ImportLedger ledger, ImportOptions options, TimeProvider time)
{
    private long? _begun;
    private long _looked = time.GetTimestamp();

    /// <summary>
    /// Whether the part has had its time, which begins with its first file: were passing what earlier parts did counted, a long archive
    /// would come to advance by one file per part.
    /// </summary>
    public bool IsOver => _begun is { } begun && time.GetElapsedTime(begun) >= options.SegmentTimeLimit;

    /// <summary>Called at every file of the part. Looks at the record, but not more often than the setting says.</summary>
    /// <exception cref="ImportEndedException">The import has been ended.</exception>
    public async ValueTask LookAsync(CancellationToken cancellationToken)
    {
        _begun ??= time.GetTimestamp();
        if (time.GetElapsedTime(_looked) < options.Heartbeat)
            return;

        _looked = time.GetTimestamp();
        if (!await IsUnderWayAsync(cancellationToken))
            throw new ImportEndedException();
    }

    public async Task<bool> IsUnderWayAsync(CancellationToken cancellationToken) =>
        await ledger.FindAsync(key, cancellationToken) is { State: ImportState.Started };
}
