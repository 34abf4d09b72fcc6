using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;

namespace Exports.EmbeddedHost.Tests.Sdk.DurableTask.Client;

/// <summary>What the abstract client itself implements, on a mock as the SDK's documentation advises for applications.</summary>
public sealed class DurableTaskClientTests
{
    private readonly Mock<DurableTaskClient> _mock = new("name") { CallBase = true };

    private DurableTaskClient Client => _mock.Object;

    [Fact]
    public async Task ScheduleNewOrchestrationInstanceAsync_ShortOverloads_LeadToTheFullOne()
    {
        var options = new StartOrchestrationOptions("id");

        await Client.ScheduleNewOrchestrationInstanceAsync("Main", CancellationToken.None);
        await Client.ScheduleNewOrchestrationInstanceAsync("Main", 5, CancellationToken.None);
        await Client.ScheduleNewOrchestrationInstanceAsync("Main", options);

        _mock.Verify(c => c.ScheduleNewOrchestrationInstanceAsync("Main", null, null, CancellationToken.None));
        _mock.Verify(c => c.ScheduleNewOrchestrationInstanceAsync("Main", 5, null, CancellationToken.None));
        _mock.Verify(c => c.ScheduleNewOrchestrationInstanceAsync("Main", null, options, CancellationToken.None));
    }

    [Fact]
    public async Task GetInstanceAsync_AsksWithoutPayloadsUnlessTold()
    {
        await Client.GetInstanceAsync("id", CancellationToken.None);
        await Client.GetInstanceAsync("id", getInputsAndOutputs: true);

        _mock.Verify(c => c.GetInstancesAsync("id", false, CancellationToken.None));
        _mock.Verify(c => c.GetInstancesAsync("id", true, CancellationToken.None));
    }

    [Fact]
    public async Task TerminateInstanceAsync_WithAnOutput_PutsItIntoTheOptions()
    {
        _mock.Setup(c => c.TerminateInstanceAsync("id", It.IsAny<TerminateInstanceOptions?>(), CancellationToken.None)).Returns(Task.CompletedTask);

        await Client.TerminateInstanceAsync("id", output: "why");
        await Client.TerminateInstanceAsync("id", CancellationToken.None);

        _mock.Verify(c => c.TerminateInstanceAsync("id", new TerminateInstanceOptions("why", false), CancellationToken.None));
        _mock.Verify(c => c.TerminateInstanceAsync("id", (TerminateInstanceOptions?)null, CancellationToken.None));
    }

    [Fact]
    public async Task MembersThatAHostMayLackAltogether_SayThatItDoes()
    {
        Assert.Throws<NotSupportedException>(() => Client.Entities);
        await Assert.ThrowsAsync<NotSupportedException>(() => Client.TerminateInstanceAsync("id"));
        await Assert.ThrowsAsync<NotSupportedException>(() => Client.PurgeInstanceAsync("id"));
        await Assert.ThrowsAsync<NotSupportedException>(() => Client.PurgeAllInstancesAsync(new PurgeInstancesFilter()));
        await Assert.ThrowsAsync<NotSupportedException>(() => Client.RestartAsync("id"));
        await Assert.ThrowsAsync<NotSupportedException>(() => Client.RewindInstanceAsync("id", "reason"));
        await Assert.ThrowsAsync<NotSupportedException>(() => Client.ListInstanceIdsAsync());
    }
}
