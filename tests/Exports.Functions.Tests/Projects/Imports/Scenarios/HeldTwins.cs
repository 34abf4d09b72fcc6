using Exports.Functions.Tests.ProjectExports.Scenarios;

namespace Exports.Functions.Tests.Projects.Imports.Scenarios;

/// <summary>A held run, or it and its twin.</summary>
internal sealed class HeldTwins(IReadOnlyList<HeldRun> runs)
{
    public Task ArrivedAsync() => Task.WhenAny(runs.Select(run => run.ArrivedAsync())).Unwrap();

    public void Release()
    {
        foreach (var run in runs)
            run.Release();
    }
}
