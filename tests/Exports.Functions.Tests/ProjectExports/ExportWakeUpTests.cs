using Exports.Functions.ProjectExports;
using Microsoft.DurableTask.Client;
using Moq;

namespace Exports.Functions.Tests.ProjectExports;

public sealed class ExportWakeUpTests
{
    private readonly Mock<DurableTaskClient> _client = new("test");

    public ExportWakeUpTests() => _client
        .Setup(client => client.RaiseEventAsync("job", "Ended", true, It.IsAny<CancellationToken>()))
        .ThrowsAsync(new InvalidOperationException("no such instance, or no network"));

    [Theory]
    [InlineData(null)]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    public async Task RaiseAsync_NobodyThere_IsFine(OrchestrationRuntimeStatus? status)
    {
        Answer(status);

        await ExportWakeUp.RaiseAsync(_client.Object, "job", ExportEvents.Ended, true, default);
    }

    [Fact]
    public async Task RaiseAsync_OrchestrationLives_TheFailureIsTheCallers()
    {
        Answer(OrchestrationRuntimeStatus.Running);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => ExportWakeUp.RaiseAsync(_client.Object, "job", ExportEvents.Ended, true, default));
    }

    private void Answer(OrchestrationRuntimeStatus? status) => _client
        .Setup(client => client.GetInstanceAsync("job", It.IsAny<CancellationToken>()))
        .ReturnsAsync(status is { } known ? new OrchestrationMetadata("ProjectExport", "job") { RuntimeStatus = known } : null);
}
