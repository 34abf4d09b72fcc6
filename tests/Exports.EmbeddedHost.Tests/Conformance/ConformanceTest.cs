using Exports.TestKit.Engine;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>
/// Base of the conformance suite: one test class per group of numbered rules, one nested class per way of running the engine.
/// The functions of a test are delegates of that test.
/// </summary>
public abstract class ConformanceTest : IAsyncLifetime
{
    private readonly EngineMode _mode;
    private EngineTestHost? _host;

    private protected ConformanceTest(EngineMode mode)
    {
        _mode = mode;
    }

    private protected EngineMode Mode => _mode;

    /// <summary>Whether the engine behaves as the real hosts do where they are known to be wrong.</summary>
    private protected bool HasUpstreamDefects => _mode is EngineMode.UpstreamDefects;

    private protected EngineTestHost Host => _host ?? throw new InvalidOperationException("The host has not started.");

    private protected FunctionTable Functions => Host.Functions;

    private protected DurableTaskClient Client => Host.Client;

    public async Task InitializeAsync() => _host = await EngineTestHost.StartAsync(_mode);

    public async Task DisposeAsync() => await Host.DisposeAsync();

    private protected static T Output<T>(OrchestrationMetadata instance)
    {
        Assert.True(instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{instance}");
        return instance.ReadOutputAs<T>()!;
    }

    private protected static void AssertFailed(string errorType, OrchestrationMetadata instance)
    {
        Assert.True(instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed, $"{instance}");
        Assert.Equal(errorType, instance.FailureDetails!.ErrorType);
    }

    /// <summary>Starts an instance that takes its own time, and runs it to its end.</summary>
    private protected async Task<T> RunAsync<T>(string orchestrator, object? input = null)
        => Output<T>(await Host.RunAsync(orchestrator, input));

    private protected async Task<OrchestrationRuntimeStatus> StatusAsync(string instanceId)
        => (await Host.GetAsync(instanceId)).RuntimeStatus;
}
