using Azure;
using Exports.EmbeddedHost.Engine.Faults;

namespace Exports.TestKit.StorageFaults;

/// <summary>One write going wrong.</summary>
/// <param name="Number">Which one of the writes that match, from 1.</param>
/// <param name="Where">Which writes count; all when null.</param>
/// <param name="IsApplied">Whether the write is applied all the same.</param>
/// <param name="Exception">What its caller is told.</param>
internal sealed record StorageFault(int Number, Func<CommitPoint, bool>? Where, bool IsApplied, Func<RequestFailedException> Exception)
{
    private int _seen;

    /// <summary>Counts a write; true for the one it is.</summary>
    public bool CountsTo(CommitPoint point) => (Where is null || Where(point)) && ++_seen == Number;
}
