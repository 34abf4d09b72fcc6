using Exports.TestKit.Logging;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Moq;
using Moq.Protected;

namespace Exports.EmbeddedHost.Tests.Sdk.DurableTask.Abstractions;

/// <summary>What the abstract context itself implements, on a mock as the SDK's documentation advises for applications.</summary>
public sealed class TaskOrchestrationContextTests
{
    private readonly Mock<TaskOrchestrationContext> _mock = new() { CallBase = true };

    private TaskOrchestrationContext Context => _mock.Object;

    [Fact]
    public async Task CallActivityAsync_OverloadsWithoutInputOrResult_LeadToTheFullOne()
    {
        var options = new TaskOptions();
        _mock.Setup(c => c.CallActivityAsync<int>("Work", null, options)).ReturnsAsync(3);

        Assert.Equal(3, await Context.CallActivityAsync<int>("Work", options));
        await Context.CallActivityAsync("Work", options);
        await Context.CallActivityAsync("Work", 5, options);

        _mock.Verify(c => c.CallActivityAsync<object>("Work", null, options));
        _mock.Verify(c => c.CallActivityAsync<object>("Work", 5, options));
    }

    [Fact]
    public async Task CallSubOrchestratorAsync_OverloadsWithoutInputOrResult_LeadToTheFullOne()
    {
        var options = new SubOrchestrationOptions();
        _mock.Setup(c => c.CallSubOrchestratorAsync<int>("Child", null, options)).ReturnsAsync(3);

        Assert.Equal(3, await Context.CallSubOrchestratorAsync<int>("Child", options));
        await Context.CallSubOrchestratorAsync("Child", options);
        await Context.CallSubOrchestratorAsync("Child", 5, options);

        _mock.Verify(c => c.CallSubOrchestratorAsync<object>("Child", null, options));
        _mock.Verify(c => c.CallSubOrchestratorAsync<object>("Child", 5, options));
    }

    [Fact]
    public void CreateTimer_WithADelay_CountsFromTheOrchestrationsTime()
    {
        var now = new DateTime(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);
        _mock.SetupGet(c => c.CurrentUtcDateTime).Returns(now);

        Context.CreateTimer(TimeSpan.FromMinutes(5), CancellationToken.None);

        _mock.Verify(c => c.CreateTimer(now.AddMinutes(5), CancellationToken.None));
    }

    [Fact]
    public void ContinueAsNew_WithOptions_LeadsToTheFullOne()
    {
        Context.ContinueAsNew(new ContinueAsNewOptions { NewInput = 7, PreserveUnprocessedEvents = false });

        _mock.Verify(c => c.ContinueAsNew(7, false));
        Assert.Throws<ArgumentNullException>(() => Context.ContinueAsNew((ContinueAsNewOptions)null!));
    }

    [Fact]
    public void Defaults()
    {
        Assert.Equal("", Context.Version);
        Assert.Empty(Context.Properties);
        Assert.Equal(-1, Math.Sign(Context.CompareVersionTo("1.0")));
        Assert.Throws<NotSupportedException>(() => Context.Entities);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 4)]
    public void R9_Loggers_AreSilentDuringReplay(bool replaying, int lines)
    {
        using var logs = new RecordingLoggerProvider();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(logs));
        SetLoggerFactory(_mock, factory);
        _mock.SetupGet(c => c.IsReplaying).Returns(replaying);

        Context.CreateReplaySafeLogger("category").LogInformation("a line");
        Context.CreateReplaySafeLogger(GetType()).LogInformation("a line");
        Context.CreateReplaySafeLogger<TaskOrchestrationContextTests>().LogInformation("a line");
        Context.ReplaySafeLoggerFactory.CreateLogger("category").LogInformation("a line");

        Assert.Equal(lines, logs.Entries.Count);
    }

    [Fact]
    public void R9_ContextThatWrapsAnother_FiltersByItsOwnReplayFlag()
    {
        using var logs = new RecordingLoggerProvider();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(logs));
        SetLoggerFactory(_mock, factory);
        _mock.SetupGet(c => c.IsReplaying).Returns(true);
        var wrapper = new Mock<TaskOrchestrationContext> { CallBase = true };
        SetLoggerFactory(wrapper, Context.ReplaySafeLoggerFactory);

        wrapper.Object.CreateReplaySafeLogger("category").LogInformation("a line");

        Assert.Single(logs.Entries);
    }

    [Fact]
    public void R9_LoggerFactoryThatLeadsBackToItself_IsInvalid()
    {
        SetLoggerFactory(_mock, Context.ReplaySafeLoggerFactory);

        Assert.Throws<InvalidOperationException>(() => Context.CreateReplaySafeLogger("category"));
    }

    [Fact]
    public void R9_ReplaySafeLoggerFactory_TakesNoProviders()
    {
        using var logs = new RecordingLoggerProvider();

        Assert.Throws<NotSupportedException>(() => Context.ReplaySafeLoggerFactory.AddProvider(logs));
        Assert.Same(Context.ReplaySafeLoggerFactory, Context.ReplaySafeLoggerFactory);
    }

    private static void SetLoggerFactory(Mock<TaskOrchestrationContext> mock, ILoggerFactory factory)
        => mock.Protected().SetupGet<ILoggerFactory>("LoggerFactory").Returns(factory);
}
