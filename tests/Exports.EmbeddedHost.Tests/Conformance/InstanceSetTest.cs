using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>What the rules about listing and purging share: instances of every kind, an hour apart.</summary>
public abstract class InstanceSetTest : ConformanceTest
{
    private protected InstanceSetTest(EngineMode mode)
        : base(mode)
    {
    }

    /// <summary>When the first instance was started.</summary>
    private protected DateTimeOffset Start { get; private set; }

    private protected void Declare()
    {
        Functions.Orchestrator("Quick", context => Task.FromResult(context.GetInput<int>()));
        Functions.Orchestrator("Failing", _ => throw new InvalidDataException("as declared"));
        Functions.Orchestrator("Waiting", context => context.WaitForExternalEvent<int>("go"));
    }

    /// <summary>Starts a-1, a-2 (completed), b-1, b-2 (failed), c-1, c-2 (running), an hour apart.</summary>
    private protected async Task StartOnePerHourAsync()
    {
        Declare();
        Start = Host.Clock.GetUtcNow();
        foreach (var (name, id) in new[]
        {
            ("Quick", "a-1"), ("Quick", "a-2"), ("Failing", "b-1"), ("Failing", "b-2"), ("Waiting", "c-1"), ("Waiting", "c-2"),
        })
        {
            await Host.StartAsync(name, 1, new StartOrchestrationOptions(id));
            await Host.AdvanceAsync(TimeSpan.FromHours(1));
        }
    }

    private protected async Task<List<string>> ListAsync(OrchestrationQuery query)
    {
        var ids = new List<string>();
        await foreach (var instance in Client.GetAllInstancesAsync(query)) ids.Add(instance.InstanceId);
        ids.Sort(StringComparer.Ordinal);
        return ids;
    }
}
