using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Moq;

namespace Exports.Functions.Tests.ProjectExports.Interleavings;

/// <summary>The orchestrations there are, without an engine that would run them: the test is what runs.</summary>
internal sealed class Orchestrations
{
    private readonly Dictionary<string, OrchestrationRuntimeStatus> _instances = [];

    public Orchestrations()
    {
        var client = new Mock<DurableTaskClient>("test");
        client.Setup(it => it.ScheduleNewOrchestrationInstanceAsync(
                It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions?>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((TaskName _, object? _, StartOrchestrationOptions? options, CancellationToken _) => Schedule(options!.InstanceId!));
        client.Setup(it => it.GetInstanceAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((string id, CancellationToken _) => Find(id));
        client.Setup(it => it.GetInstanceAsync(It.IsAny<string>(), It.IsAny<bool>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((string id, bool _, CancellationToken _) => Find(id));
        client.Setup(it => it.RaiseEventAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<object?>(), It.IsAny<CancellationToken>()))
            .Returns((string id, string name, object? payload, CancellationToken _) => Raise(id, name, payload));
        client.Setup(it => it.Entities).Returns(new Mock<DurableEntityClient>("test").Object);
        Client = client.Object;
    }

    public DurableTaskClient Client { get; }

    public List<(string Instance, string Name, object? Payload)> Raised { get; } = [];

    /// <summary>Null when there is none.</summary>
    public OrchestrationRuntimeStatus? StatusOf(string id) => _instances.TryGetValue(id, out var status) ? status : null;

    public void Terminate(string id) => _instances[id] = OrchestrationRuntimeStatus.Terminated;

    public void Forget(string id) => _instances.Remove(id);

    /// <summary>As the real hosts do, it throws where nobody listens.</summary>
    private Task Raise(string id, string name, object? payload)
    {
        if (StatusOf(id) is not OrchestrationRuntimeStatus.Running)
            throw new InvalidOperationException($"There is no running instance {id}.");
        Raised.Add((id, name, payload));
        return Task.CompletedTask;
    }

    private string Schedule(string id)
    {
        _instances[id] = OrchestrationRuntimeStatus.Running;
        return id;
    }

    private OrchestrationMetadata? Find(string id) =>
        StatusOf(id) is { } status ? new OrchestrationMetadata("ProjectExport", id) { RuntimeStatus = status } : null;
}
