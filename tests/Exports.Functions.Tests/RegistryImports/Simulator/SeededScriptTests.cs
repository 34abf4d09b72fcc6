using Exports.TestKit.Registry;

namespace Exports.Functions.Tests.RegistryImports.Simulator;

public sealed class SeededScriptTests
{
    private static readonly string[] Paths = [.. Enumerable.Range(0, 2000).Select(number => $"group-{number % 40}/app-{number}")];

    [Fact]
    public void Script_AskedInAnotherOrder_SaysTheSame()
    {
        var asked = new SeededScript(7);
        var forward = Paths.ToDictionary(path => path, path => Everything(asked, path));
        var backward = Paths.Reverse().ToDictionary(path => path, path => Everything(new SeededScript(7), path));

        Assert.All(Paths, path => Assert.Equal(forward[path], backward[path]));
    }

    [Fact]
    public void Script_AnotherSeed_SaysSomethingElse() => Assert.NotEqual(
        Paths.Select(path => Everything(new SeededScript(7), path)), Paths.Select(path => Everything(new SeededScript(8), path)));

    [Fact]
    public void Script_TwoThousandRepositories_HoldsEveryFault()
    {
        var script = new SeededScript(1);
        var steps = Paths.Select(path => script.StepOf(path, SimulatedStep.Pre, 0)).ToList();

        Assert.Equal(Enum.GetValues<RepositoryKind>(), Paths.Select(script.KindOf).Distinct().Order());
        Assert.Equal(Enum.GetValues<AnswerFault>(), Paths.Select(path => script.AnswerOf(path, "GET", 0)).Distinct().Order());
        Assert.Equal(Enum.GetValues<StepEnd>(), steps.Select(step => step.End).Distinct().Order());
        Assert.Equal(Enum.GetValues<NotificationFault>(), steps.Select(step => step.Notification).Distinct().Order());
        Assert.All(steps, step => Assert.InRange(step.CancelBite, TimeSpan.Zero, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void Script_LongestStep_BoundsTheSteps()
    {
        var script = new SeededScript(1, TimeSpan.FromSeconds(5));

        Assert.All(
            Paths.Select(path => script.StepOf(path, SimulatedStep.Final, 0).Duration),
            duration => Assert.InRange(duration, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6)));
    }

    private static string Everything(SeededScript script, string path) => string.Join(
        ' ',
        script.KindOf(path),
        script.StepOf(path, SimulatedStep.Pre, 0),
        script.StepOf(path, SimulatedStep.Final, 1),
        script.AnswerOf(path, "PUT", 3));
}
