using Azure;
using Exports.TestKit.Faults;

namespace Exports.Functions.Tests.ProjectExports.Interleavings;

/// <summary>One call of the product under way: its table writes pass here, and one of them may go wrong.</summary>
/// <param name="fault">What goes wrong.</param>
/// <param name="number">At which write, from 1.</param>
/// <param name="meanwhile">What happens between decision and write, for <see cref="WriteFault.Meanwhile"/>.</param>
/// <param name="applied">Told the row keys of each write once it is durable.</param>
internal sealed class Operation(WriteFault fault, int number, Func<Task> meanwhile, Action<IReadOnlyList<string>> applied)
{
    private int _writes;

    /// <summary>The process died in it; whatever it does from then on is refused.</summary>
    public bool HasCrashed { get; private set; }

    public async Task<T> WriteAsync<T>(IReadOnlyList<string> rowKeys, Func<Task<T>> write)
    {
        if (HasCrashed)
            throw new SimulatedCrashException("The process is dead.");

        var strikes = ++_writes == number ? fault : WriteFault.None;
        if (strikes is WriteFault.Meanwhile)
            await meanwhile();
        Fail(strikes is WriteFault.CrashBefore, strikes is WriteFault.TimeOutBeforeApplying);
        var result = await write();
        applied(rowKeys);
        Fail(strikes is WriteFault.CrashAfter, strikes is WriteFault.TimeOutAfterApplying);
        return result;
    }

    private void Fail(bool crashes, bool timesOut)
    {
        HasCrashed |= crashes;
        if (crashes)
            throw new SimulatedCrashException($"The process died at write {number}.");
        if (timesOut)
            throw new RequestFailedException(500, "The operation could not be completed within the permitted time.", "OperationTimedOut", null);
    }
}
