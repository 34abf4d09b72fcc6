using Exports.Functions.Shared.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;

namespace Exports.Functions.Tests.Shared.Durable;

public sealed class InstanceCallsTests
{
    private readonly Mock<DurableTaskClient> _client = new("test");

    [Theory]
    [InlineData(null, false)]
    [InlineData(OrchestrationRuntimeStatus.Failed, false)]
    [InlineData(OrchestrationRuntimeStatus.Pending, true)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, true)]
    public async Task IsRunningAsync_AnyState_MeansThatItExistsAndHasNotEnded(OrchestrationRuntimeStatus? status, bool expected)
    {
        Answer([status]);

        Assert.Equal(expected, await _client.Object.IsRunningAsync("id", default));
    }

    [Fact]
    public async Task TryAsync_CallGoesThrough_AsksNothing()
    {
        Assert.True(await _client.Object.TryAsync("id", () => Task.CompletedTask, _ => true, default));

        _client.Verify(client => client.GetInstanceAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task TryAsync_GivenUp_TheCallsExceptionIsTheCallers()
    {
        await Assert.ThrowsAsync<TimeoutException>(
            () => _client.Object.TryAsync("id", () => throw new TimeoutException(), _ => true, new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    public async Task EnsureScheduledAsync_SomebodyElseWasFaster_IsFine(OrchestrationRuntimeStatus status)
    {
        RefuseStart();
        Answer([null, status]);

        await _client.Object.EnsureScheduledAsync("Story", new object(), "id", default);
    }

    [Fact]
    public async Task EnsureScheduledAsync_StartFailsAndNobodyIsThere_TheFailureIsTheCallers()
    {
        RefuseStart();
        Answer([null, null]);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => _client.Object.EnsureScheduledAsync("Story", new object(), "id", default));
    }

    private void RefuseStart() => _client
        .Setup(client => client.ScheduleNewOrchestrationInstanceAsync(
            It.IsAny<TaskName>(), It.IsAny<object>(), It.IsAny<StartOrchestrationOptions>(), It.IsAny<CancellationToken>()))
        .ThrowsAsync(new InvalidOperationException("an instance of this id exists, or no network"));

    private void Answer(IEnumerable<OrchestrationRuntimeStatus?> statuses)
    {
        var answers = _client.SetupSequence(client => client.GetInstanceAsync("id", It.IsAny<CancellationToken>()));
        foreach (var status in statuses)
            answers = answers.ReturnsAsync(status is { } known ? new OrchestrationMetadata("Story", "id") { RuntimeStatus = known } : null);
    }
}
