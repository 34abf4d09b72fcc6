using System.Net;
using Exports.Cli;
using Exports.Cli.Servers;
using Exports.Functions.RegistryImports;
using Exports.Functions.Tests.RegistryImports.Scenarios;
using Exports.TestKit.Registry;

namespace Exports.Functions.Tests.Cli.Registry;

/// <summary>Each verb against the product, which moves repositories at a simulated registry.</summary>
public sealed class RegistryVerbsTests : IAsyncLifetime, IDisposable
{
    private const string Path = "group/app/web";
    private const string Csv = $"{Path},10,2025-01-01T00:00:00Z\ngroup/many,5000,2025-01-01T00:00:00Z\n";

    private readonly PlannedScript _script = new PlannedScript().Plan(Path, SimulatedStep.Pre, new StepScript(TimeSpan.Zero, StepEnd.Hang));
    private RegistryScenario _scenario = null!;
    private RegistryRun _run = null!;

    public async Task InitializeAsync()
    {
        _scenario = await RegistryScenario.StartAsync(_script);
        var server = _scenario.Host.Http.BaseAddress!;
        _run = new RegistryRun((_, token) => HttpClients.Create(server, token, TimeProvider.System, _ => { })) { Input = Csv };
    }

    public Task DisposeAsync() => _scenario.DisposeAsync().AsTask();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Add_Twice_RegistersOnce()
    {
        Assert.Equal(0, await _run.RunAsync("add", "-"));
        Assert.Equal(["sent 2", "registered 2, updated 0, unchanged 0"], _run.Lines);

        Assert.Equal(0, await _run.RunAsync("add", "-"));
        Assert.Equal(["sent 2", "registered 0, updated 0, unchanged 2"], _run.Lines);
    }

    [Fact]
    public async Task Add_PathThatTheServerRefuses_NamesItsLine()
    {
        using var run = new RegistryRun((_, _) => new HttpClient { BaseAddress = _scenario.Host.Http.BaseAddress })
        {
            Input = Csv + "\nNot/Legal,1,2025-01-01T00:00:00Z\n",
        };

        Assert.Equal((int)ExitCode.InputInvalid, await run.RunAsync("add", "-"));

        Assert.Equal("exports: line 4: path is not a repository path of at most 255 characters", run.Error.TrimEnd());
    }

    [Fact]
    public async Task Status_Once_PrintsStartsSlotsBreakerAndCounts()
    {
        await _run.RunAsync("add", "-");

        Assert.Equal(0, await _run.RunAsync("status", "--once"));

        Assert.Contains("starts            free", _run.Lines);
        Assert.Contains("active            0 of 5", _run.Lines);
        Assert.Contains("breaker           closed, 0 of the last 0 failed", _run.Lines);
        Assert.Contains("default           2", _run.Lines);
        Assert.Contains("total             2", _run.Lines);
    }

    [Fact]
    public async Task Explain_RegisteredOne_SaysItsStateCodeAndSentence()
    {
        await _run.RunAsync("add", "-");

        Assert.Equal(0, await _run.RunAsync("explain", "group/many"));

        Assert.Equal(["path   group/many", "state  default", "code   over_tag_limit"], _run.Lines[..3]);
        Assert.StartsWith("why    ", _run.Lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Skip_WaitingOne_SkipsIt_AndRetryLetsItStartOver()
    {
        await _run.RunAsync("add", "-");

        Assert.Equal(0, await _run.RunAsync("skip", Path));
        Assert.Equal([$"{Path} import_skipped (migration_forced_canceled)"], _run.Lines);
        Assert.Equal(0, await _run.RunAsync("retry", Path));

        Assert.Single(_run.Lines);
        var row = await _scenario.UntilAsync(Path, row => row.State == RepositoryState.PreImporting);
        Assert.Null(row.Reason);
    }

    [Fact]
    public async Task Cancel_ActiveOne_IsCancelledAndRetried()
    {
        await StartedAsync();

        Assert.Equal(0, await _run.RunAsync("cancel", Path));

        Assert.Equal([$"{Path} pre_importing"], _run.Lines);
        Assert.Equal(1, (await _scenario.UntilAsync(Path, row => row.State == RepositoryState.ImportAborted)).Retries);
    }

    [Fact]
    public async Task ForceCancel_ActiveOne_IsSkipped()
    {
        await StartedAsync();

        Assert.Equal(0, await _run.RunAsync("force-cancel", Path));

        var row = await _scenario.UntilAsync(Path, row => row.State == RepositoryState.ImportSkipped);
        Assert.Equal(SkipReason.MigrationForcedCanceled, row.Reason);
    }

    [Fact]
    public async Task Reset_SkippedOnes_CountsThemInADryRunAndLetsThemStartOver()
    {
        await _run.RunAsync("add", "-");
        await _run.RunAsync("skip", Path);
        await _run.RunAsync("skip", "group/many");

        Assert.Equal(0, await _run.RunAsync("reset", "--reason", "migration_forced_canceled", "--dry-run"));
        Assert.Equal(["would reset 2"], _run.Lines);
        Assert.Equal(0, await _run.RunAsync("reset", "--reason", "migration_forced_canceled"));
        Assert.Equal(["reset 2"], _run.Lines);
        Assert.Equal(RepositoryState.Default, (await _scenario.FindAsync(Path)).State);
    }

    [Fact]
    public async Task Pause_WithAReason_HoldsStartsUntilResume()
    {
        Assert.Equal(0, await _run.RunAsync("pause", "--reason", "the registry is [moved]"));
        Assert.Contains("held: paused by anonymous at ", _run.Output, StringComparison.Ordinal);
        await _run.RunAsync("status", "--once");
        Assert.Contains(": the registry is [moved]", _run.Output, StringComparison.Ordinal);

        Assert.Equal(0, await _run.RunAsync("resume", "--reason", "it is back"));
        Assert.Equal(["starts free"], _run.Lines);
    }

    [Theory]
    [InlineData("explain")]
    [InlineData("retry")]
    [InlineData("skip")]
    [InlineData("cancel")]
    [InlineData("force-cancel")]
    public async Task Verb_UnknownRepository_ReturnsNotFound(string verb)
    {
        Assert.Equal((int)ExitCode.NotFound, await _run.RunAsync(verb, "group/unknown"));

        Assert.Single(_run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("cancel")]
    public async Task Verb_RepositoryInAnotherState_ReturnsConflict(string verb)
    {
        await _run.RunAsync("add", "-");

        Assert.Equal((int)ExitCode.Conflict, await _run.RunAsync(verb, Path));

        Assert.Contains("409", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("explain", "Not/Legal")]
    [InlineData("reset", "--reason", "bad_weather")]
    [InlineData("pause", "--reason", "")]
    public async Task Verb_WhatTheServerCannotUnderstand_ReturnsServerErrorWithItsSentence(params string[] args)
    {
        Assert.Equal((int)ExitCode.ServerError, await _run.RunAsync(args));

        Assert.Contains($"{(int)HttpStatusCode.BadRequest}", _run.Error, StringComparison.Ordinal);
    }

    private async Task StartedAsync()
    {
        await _run.RunAsync("add", "-");
        await _scenario.UntilAsync(Path, row => row.State == RepositoryState.PreImporting);
    }
}
