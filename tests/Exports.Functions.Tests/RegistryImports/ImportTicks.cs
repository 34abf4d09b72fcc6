using Exports.Functions.RegistryImports.Enqueuing;
using Exports.Functions.RegistryImports.Filing;
using Exports.Functions.RegistryImports.Guard;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.Storage.Tables;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Moq;

namespace Exports.Functions.Tests.RegistryImports;

/// <summary>What the timers run, over the tables of a fixture; orchestrations are only noted, the registry says "in progress".</summary>
internal sealed class ImportTicks
{
    private readonly RepositoryFixture _fixture;

    public ImportTicks(RepositoryFixture fixture)
    {
        _fixture = fixture;
        var options = Options.Create(fixture.Settings);
        var dangling = new DanglingPlaces(fixture.Places, fixture.Clock);
        Candidates = new(fixture.Places, fixture.Clock);
        Enqueuer = new(fixture.Control, fixture.Ledger, Candidates, dangling, fixture.Clock, options);
        Recount = new(fixture.ControlTable, fixture.Places, fixture.Ledger);
        Filing = new(fixture.ControlTable, fixture.Places, fixture.Ledger, dangling, Recount, options);
        Guard = new(fixture.Control, fixture.Ledger, Registry.Object, fixture.Clock, options, NullLogger<ImportGuard>.Instance);
        Registry.Setup(registry => registry.GetStatusAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new StatusAnswer(StatusAnswerKind.Known, "in progress", RegistryStatus.PreImportInProgress));
        Client.Setup(client => client.GetInstanceAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).Returns(
            (string id, CancellationToken _) => Task.FromResult(
                Running.Contains(id) ? new OrchestrationMetadata("RegistryImport", id) { RuntimeStatus = OrchestrationRuntimeStatus.Running } : null));
        Client.Setup(client => client.ScheduleNewOrchestrationInstanceAsync(
                It.IsAny<TaskName>(), It.IsAny<object>(), It.IsAny<StartOrchestrationOptions>(), It.IsAny<CancellationToken>()))
            .Callback((TaskName _, object life, StartOrchestrationOptions _, CancellationToken _) => Started.Add(((ImportLife)life).Key))
            .ReturnsAsync((TaskName _, object _, StartOrchestrationOptions options, CancellationToken _) => options.InstanceId!);
    }

    public Mock<DurableTaskClient> Client { get; } = new("test");

    public Mock<IRegistryClient> Registry { get; } = new();

    /// <summary>Instances that live.</summary>
    public HashSet<string> Running { get; } = [];

    /// <summary>What was started, in order.</summary>
    public List<RepositoryKey> Started { get; } = [];

    public ImportCandidates Candidates { get; }

    public ImportEnqueuer Enqueuer { get; }

    public ImportGuard Guard { get; }

    public ImportFiling Filing { get; }

    public ImportRecount Recount { get; }

    public Task<EnqueueCounts> EnqueueAsync() => Enqueuer.RunOnceAsync(Client.Object, default);

    /// <summary>Runs the filing until it has been over every place once.</summary>
    /// <returns>What each run did.</returns>
    public async Task<List<FilingCounts>> FileAllAsync()
    {
        var runs = new List<FilingCounts>();
        do
            runs.Add(await Filing.RunOnceAsync(default));
        while (!runs[^1].Recounted);
        return runs;
    }

    /// <summary>What a call cost in the three tables, as Azure would charge it.</summary>
    public async Task<(long Transactions, long Examined)> CostOfAsync(Func<Task> call)
    {
        var counters = new[] { RegistryRepositoryTable.Name, RegistryPlaceTable.Name, RegistryControlTable.Name }
            .Select(_fixture.Metrics.Table).ToList();
        var before = (counters.Sum(counter => counter.Transactions), counters.Sum(counter => counter.EntitiesExamined));
        await call();
        return (
            counters.Sum(counter => counter.Transactions) - before.Item1, counters.Sum(counter => counter.EntitiesExamined) - before.Item2);
    }
}
