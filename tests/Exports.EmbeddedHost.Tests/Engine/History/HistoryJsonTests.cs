using System.Text.Json;
using Exports.EmbeddedHost.Engine.History;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Tests.Engine.History;

public sealed class HistoryJsonTests
{
    private static readonly DateTime Noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Failure Cause = new("System.Exception", "cause");
    private static readonly Failure Broken = new("System.IO.IOException", "disk", "at Disk.Write", Cause) { NonRetriable = true };

    private static readonly HistoryEvent[] OneOfEach =
    [
        new EpisodeStarted(Noon),
        new ExecutionStarted("e1", "Export", "1.0", "{}")
        {
            Parent = new ParentTask("parent", "e0", "Main", 3),
            Tags = new Dictionary<string, string> { ["team"] = "a" },
            Generation = 2,
            CarriedEvents = [new EventRaised("go", "1")],
        },
        new ExecutionSuspended("lunch"),
        new ExecutionResumed(null),
        new ExecutionTerminated("\"gone\"", Recursive: true),
        new ExecutionCompleted(OrchestrationRuntimeStatus.Failed, null, Broken),
        new ActivityScheduled(0, "Work"),
        new ActivityCompleted(0, "42"),
        new ActivityFailed(0, Broken),
        new TimerCreated(1, Noon.AddHours(6)),
        new TimerFired(1),
        new SubOrchestrationScheduled(2, "Child", "child-1"),
        new SubOrchestrationCompleted(2, null),
        new SubOrchestrationFailed(2, Broken),
        new EventSent(3, "other", "go"),
        new EventRaised("go", null),
        new EntityCalled(4, "@store@a", "put"),
        new EntitySignaled(5, "@store@a", "put"),
        new EntityCallCompleted(4, "1"),
        new EntityCallFailed(4, Broken),
        new EntityLockRequested(6, ["@store@a", "@store@b"]),
        new EntityLockGranted(6, ["@store@a", "@store@b"]),
        new EntityLockReleased(7, "@store@a"),
    ];

    public static TheoryData<string> Facts => [.. FactTypes.Select(type => type.Name)];

    private static IEnumerable<Type> FactTypes =>
        typeof(HistoryEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(HistoryEvent)) && !type.IsAbstract);

    [Theory]
    [MemberData(nameof(Facts))]
    public void HistoryEvent_WrittenAndRead_IsTheSame(string factType)
    {
        var fact = Assert.Single(OneOfEach, candidate => candidate.GetType().Name == factType);

        var json = JsonSerializer.Serialize(fact, HistoryJson.Default.HistoryEvent);
        var read = JsonSerializer.Deserialize(json, HistoryJson.Default.HistoryEvent)!;

        Assert.Equal(fact.GetType(), read.GetType());
        Assert.Equal(json, JsonSerializer.Serialize(read, HistoryJson.Default.HistoryEvent));
    }

    [Fact]
    public void EpisodeStarted_WrittenAndRead_KeepsEveryTickAndStaysUtc()
    {
        var precise = new EpisodeStarted(Noon.AddTicks(1));

        var read = JsonSerializer.Deserialize(
            JsonSerializer.Serialize<HistoryEvent>(precise, HistoryJson.Default.HistoryEvent), HistoryJson.Default.HistoryEvent);

        Assert.Equal(precise, read);
        Assert.Equal(DateTimeKind.Utc, Assert.IsType<EpisodeStarted>(read).At.Kind);
    }

    [Fact]
    public void Failure_WrittenAndRead_KeepsItsCauseAndWhetherToRetry()
    {
        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(Broken, HistoryJson.Default.Failure), HistoryJson.Default.Failure);

        Assert.Equal(Broken, read);
    }

    [Fact]
    public void HistoryEvent_OfAnUnknownKind_IsRefused() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("""{"fact":"MoonLanded"}""", HistoryJson.Default.HistoryEvent));
}
