namespace Exports.Functions.Tests.ProjectExports.Interleavings;

/// <summary>Makes steps at random, the same ones for the same seed.</summary>
internal sealed class StepGenerator(int seed)
{
    private const int MaxSteps = 20;

    /// <summary>Several times where it takes several for something to happen.</summary>
    private static readonly Happening[] Bag =
    [
        Happening.Enqueue, Happening.Enqueue, Happening.Enqueue, Happening.Start, Happening.Start, Happening.Start, Happening.Start,
        Happening.Finish, Happening.Finish, Happening.Finish, Happening.Heartbeat, Happening.Abandon, Happening.Fail, Happening.Cancel,
        Happening.Expire, Happening.LoseOrchestration, Happening.Sweep, Happening.Watchdog, Happening.Duplicate, Happening.Duplicate,
        Happening.TimePasses, Happening.TimePasses,
    ];

    private readonly Random _random = new(seed);

    public List<Step> Sequence() => [.. Enumerable.Range(0, _random.Next(5, MaxSteps + 1)).Select(_ => Next())];

    private Step Next()
    {
        var step = Plain();
        if (_random.Next(2) == 0)
            return step;

        var fault = (WriteFault)_random.Next(1, Enum.GetValues<WriteFault>().Length);
        return step with { Fault = fault, Write = _random.Next(1, 4), Meanwhile = fault is WriteFault.Meanwhile ? Plain() : null };
    }

    private Step Plain() => new(Bag[_random.Next(Bag.Length)], _random.Next(100));
}
