using Exports.TestKit.Faults;

namespace Exports.Functions.Tests;

/// <summary>One scenario over and over, each time with a fault at the next of its commits or writes; a run verifies its own end.</summary>
internal static class FaultSweep
{
    /// <param name="name">What a run is, for the assertions: "An export with an upload".</param>
    /// <param name="minimum">A run has more commits, or writes, than this.</param>
    /// <param name="run">Plays the scenario under a plan and says which numbers belong to it.</param>
    /// <param name="fault">The fault at a number.</param>
    public static async Task RunAsync(
        string name, int minimum, Func<CrashPlan, Task<(int Before, int After)>> run, Func<int, CrashPlan> fault)
    {
        var (before, after) = await run(CrashPlan.None());
        Assert.True(after - before > minimum, $"{name} has {after - before} commits?");

        var missed = 0;
        for (var number = before + 1; number <= after; number++)
        {
            try
            {
                missed += (await run(fault(number))).After < number - 1 ? 1 : 0;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                throw new InvalidOperationException($"Fault {number} of {before + 1} to {after}: {failure.Message}", failure);
            }
        }

        // Messages that fall into one commit or two make the count vary by a few; a sweep that misses more has tested nothing.
        Assert.True(missed * 10 <= after - before, $"{missed} of {after - before} faults never came.");
    }
}
