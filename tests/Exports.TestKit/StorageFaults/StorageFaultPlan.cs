using Azure;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.EmbeddedHost.Storage;
using Exports.EmbeddedHost.Storage.Blobs;
using Exports.EmbeddedHost.Storage.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.TestKit.StorageFaults;

/// <summary>
/// Lets chosen table and blob writes go wrong, and passes every commit on to another observer. Each fault strikes once. Faults may be
/// added while the host runs; their counting begins then. Safe for use by many threads.
/// </summary>
/// <param name="inner">Sees every commit too, e.g. a crash plan; null for nobody.</param>
internal sealed class StorageFaultPlan(ICommitObserver? inner = null) : ICommitObserver
{
    private readonly ICommitObserver _inner = inner ?? NullCommitObserver.Instance;
    private readonly Lock _gate = new();
    private readonly List<StorageFault> _faults = [];
    private readonly List<CommitPoint> _struck = [];

    /// <summary>The writes that faults have struck so far.</summary>
    public IReadOnlyList<CommitPoint> Struck
    {
        get
        {
            lock (_gate)
            {
                return [.. _struck];
            }
        }
    }

    /// <summary>The write is applied, and its caller is told that it timed out.</summary>
    /// <param name="number">Which one of the writes that match, from 1.</param>
    /// <param name="where">Which writes count; all table and blob writes when null.</param>
    /// <param name="status">500 as the service answers, or 408 as something on the way to it does.</param>
    public StorageFaultPlan TimeOutAfterApplying(int number = 1, Func<CommitPoint, bool>? where = null, int status = 500) =>
        Add(new StorageFault(number, where, IsApplied: true, () => TimeOut(status)));

    /// <summary>The write is not applied, and its caller is told that it timed out: the same answer, the other truth.</summary>
    public StorageFaultPlan TimeOutWithoutApplying(int number = 1, Func<CommitPoint, bool>? where = null, int status = 500) =>
        Add(new StorageFault(number, where, IsApplied: false, () => TimeOut(status)));

    /// <summary>The write meets a version that somebody else has just written: 412, nothing applied.</summary>
    public StorageFaultPlan Conflict(int number = 1, Func<CommitPoint, bool>? where = null) =>
        Add(new StorageFault(number, where, IsApplied: false, () => new RequestFailedException(
            412, "The update condition specified in the request was not satisfied.", "UpdateConditionNotSatisfied", null)));

    /// <summary>The service turns the write away for being busy: 503, nothing applied.</summary>
    public StorageFaultPlan Busy(int number = 1, Func<CommitPoint, bool>? where = null) =>
        Add(new StorageFault(number, where, IsApplied: false, () => new RequestFailedException(
            503, "The server is busy.", "ServerBusy", null)));

    /// <summary>Cuts the pages of every query and listing of a host short.</summary>
    public static void ShapePages(IServiceProvider services, PageShaping shaping)
    {
        services.GetRequiredService<TableStore>().Shaping = shaping;
        services.GetRequiredService<BlobStore>().Reader.Shaping = shaping;
    }

    public void Committing(CommitPoint point)
    {
        Strike(point, isApplied: false);
        _inner.Committing(point);
    }

    public void Committed(CommitPoint point)
    {
        _inner.Committed(point);
        Strike(point, isApplied: true);
    }

    private static RequestFailedException TimeOut(int status) =>
        new(status, "The operation could not be completed within the permitted time.", "OperationTimedOut", null);

    private StorageFaultPlan Add(StorageFault fault)
    {
        lock (_gate)
        {
            _faults.Add(fault);
        }

        return this;
    }

    private void Strike(CommitPoint point, bool isApplied)
    {
        if (point.Source == CommitSource.Engine)
        {
            return;
        }

        lock (_gate)
        {
            // Every fault of this kind counts the write, also where an earlier one strikes.
            var due = _faults.Where(fault => fault.IsApplied == isApplied && fault.CountsTo(point)).ToArray();
            if (due.Length > 0)
            {
                _struck.Add(point);
                throw due[0].Exception();
            }
        }
    }
}
