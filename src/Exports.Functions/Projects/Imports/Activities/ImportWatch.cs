using Exports.Functions.Projects.Imports.Messages;

namespace Exports.Functions.Projects.Imports.Activities;

/// <summary>The clock of one activity: when its part is over, and when to look whether its import still is.</summary>
internal sealed class ImportWatch(ImportKey key, ImportLedger ledger, ImportOptions options, TimeProvider time)
{
    private readonly long _begun = time.GetTimestamp();
    private long _looked = time.GetTimestamp();

    public bool IsOver => time.GetElapsedTime(_begun) >= options.SegmentTimeLimit;

    /// <summary>Looks at the record, but not more often than the setting says.</summary>
    /// <exception cref="ImportEndedException">The import has been ended.</exception>
    public async ValueTask LookAsync(CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(_looked) < options.Heartbeat)
            return;

        _looked = time.GetTimestamp();
        if (!await IsUnderWayAsync(cancellationToken))
            throw new ImportEndedException();
    }

    public async Task<bool> IsUnderWayAsync(CancellationToken cancellationToken) =>
        await ledger.FindAsync(key, cancellationToken) is { State: ImportState.Started };
}
