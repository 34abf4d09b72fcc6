using Exports.Functions.ProjectExports.Queue;
using Microsoft.DurableTask;
using Moq;

namespace Exports.Functions.Tests.ProjectExports.Queue;

public sealed class GrantSlotsOrchestratorTests
{
    [Fact]
    public async Task RunAsync_SeveralJobs_TellsEachOne()
    {
        var context = new Mock<TaskOrchestrationContext>();
        context.Setup(c => c.GetInput<string[]>()).Returns(["a", "b"]);

        await GrantSlotsOrchestrator.RunAsync(context.Object);

        context.Verify(c => c.SendEvent("a", "SlotGranted", true), Times.Once);
        context.Verify(c => c.SendEvent("b", "SlotGranted", true), Times.Once);
    }
}
