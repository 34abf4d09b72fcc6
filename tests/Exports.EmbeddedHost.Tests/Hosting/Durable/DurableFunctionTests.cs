using System.Collections.Concurrent;
using System.Net;
using Exports.TestKit.Hosting;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Tests.Hosting.Durable;

public sealed class DurableFunctionTests : IDisposable
{
    private readonly TempDataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task D6_OrchestratorAndActivityInputs_AreDeserializedToTheirDeclaredTypes()
    {
        await using var host = await DurableHost.StartAsync(_folder.Path);

        using var accepted = await host.Http.PostAsync("/api/start/job-1", null);
        var result = await host.Client().WaitForInstanceCompletionAsync("job-1", getInputsAndOutputs: true).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal("job-1: hello hello Ada (Sign)", result.ReadOutputAs<string>());
    }

    [Fact]
    public async Task D4_PropertyNames_AreReadInAnyCase()
    {
        await using var host = await DurableHost.StartAsync(_folder.Path);

        var result = await host.RunAsync("Greet", new { NAME = "Ada", times = 1 });

        Assert.EndsWith("hello Ada (Sign)", result.ReadOutputAs<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D5_NoInput_IsTheDefaultOfTheParameter()
    {
        await using var host = await DurableHost.StartAsync(_folder.Path);

        Assert.Equal(4, (await host.RunAsync("Missing")).ReadOutputAs<int>());
        Assert.Equal(0, (await host.RunAsync("Missing", 1)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task F1_ActivityThrows_TheInstanceFailsWithItsDetails()
    {
        await using var host = await DurableHost.StartAsync(_folder.Path);

        var result = await host.RunAsync("Fail");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, result.RuntimeStatus);
        Assert.Equal(typeof(InvalidOperationException).FullName, result.FailureDetails!.InnerFailure!.ErrorType);
        Assert.Equal("boom", result.FailureDetails.InnerFailure.ErrorMessage);
    }

    [Fact]
    public async Task Entity_ThroughTheDispatcher_IsMadeWithTheInvocationsServices()
    {
        await using var host = await DurableHost.StartAsync(_folder.Path);

        Assert.Equal("hello 3", (await host.RunAsync("Count")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Middleware_EveryKindOfFunction_PassesIt()
    {
        var passed = new ConcurrentQueue<string>();
        await using var host = await DurableHost.StartAsync(_folder.Path, passed);

        using var accepted = await host.Http.PostAsync("/api/start/job-2", null);
        await host.Client().WaitForInstanceCompletionAsync("job-2").WaitAsync(TimeSpan.FromSeconds(20));
        await host.RunAsync("Count");

        Assert.Superset(new HashSet<string> { "Start", "Greet", "Say", "Sign", "Count", "Counter" }, new HashSet<string>(passed));
    }

    [Fact]
    public async Task Restart_InstanceWaits_GoesOnInTheNextHost()
    {
        await using (var first = await DurableHost.StartAsync(_folder.Path))
        {
            await first.Client().ScheduleNewOrchestrationInstanceAsync("WaitForGo", new Microsoft.DurableTask.StartOrchestrationOptions("waiting"));
            await first.Client().WaitForInstanceStartAsync("waiting").WaitAsync(TimeSpan.FromSeconds(20));
        }

        await using var host = await DurableHost.StartAsync(_folder.Path);
        await host.Client().RaiseEventAsync("waiting", "go", "gone");
        var result = await host.Client().WaitForInstanceCompletionAsync("waiting", getInputsAndOutputs: true).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal("gone", result.ReadOutputAs<string>());
    }
}
