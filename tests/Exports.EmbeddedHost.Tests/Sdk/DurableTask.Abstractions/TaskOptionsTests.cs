using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Tests.Sdk.DurableTask.Abstractions;

public sealed class TaskOptionsTests
{
    private static readonly RetryPolicy Policy = new(3, TimeSpan.FromSeconds(1));

    [Fact]
    public void WithInstanceId_KeepsRetryTagsAndVersion()
    {
        var options = new TaskOptions(Policy, new Dictionary<string, string> { ["team"] = "exports" }) { Version = "2.0" };

        var child = options.WithInstanceId("child-1");

        Assert.Equal("child-1", child.InstanceId);
        Assert.Same(Policy, child.Retry!.Policy);
        Assert.Equal("exports", child.Tags!["team"]);
        Assert.Equal("2.0", child.Version!.Value.Version);
    }

    [Fact]
    public void SubOrchestrationOptions_FromOptionsOfTheSameKind_KeepsTheirInstanceIdUnlessGivenAnother()
    {
        TaskOptions original = new SubOrchestrationOptions(Policy, "first");

        Assert.Equal("first", new SubOrchestrationOptions(original).InstanceId);
        Assert.Equal("second", new SubOrchestrationOptions(original, "second").InstanceId);
    }

    [Fact]
    public async Task FromRetryHandler_Synchronous_IsAskedThroughTheAsynchronousOne()
    {
        var options = TaskOptions.FromRetryHandler((RetryContext context) => context.LastAttemptNumber < 2);

        Assert.Null(options.Retry!.Policy);
        Assert.True(await options.Retry.Handler!(AfterFailures(1)));
        Assert.False(await options.Retry.Handler!(AfterFailures(2)));
    }

    [Fact]
    public void TaskRetryOptions_OfNothing_IsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => TaskRetryOptions.FromRetryPolicy(null!));
        Assert.Throws<ArgumentNullException>(() => TaskRetryOptions.FromRetryHandler((RetryHandler)null!));
        Assert.Throws<ArgumentNullException>(() => TaskRetryOptions.FromRetryHandler((AsyncRetryHandler)null!));
    }

    [Fact]
    public void StartOrchestrationOptions_Copied_KeepsEverything()
    {
        var options = new StartOrchestrationOptions("id", DateTimeOffset.UnixEpoch)
        {
            Tags = new Dictionary<string, string> { ["a"] = "b" },
            Version = "1.0",
        }.WithDedupeStatuses(OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending);

        var copy = new StartOrchestrationOptions(options);

        Assert.Equal(options, copy);
        Assert.Equal(["Running", "Pending"], copy.DedupeStatuses!);
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "1.0", -1)]
    [InlineData("1.0", "", 1)]
    [InlineData("1.10", "1.9", 1)]
    [InlineData("beta", "ALPHA", 1)]
    [InlineData("beta", "BETA", 0)]
    public void V2_CompareVersions_ComparesNumbersThenText(string left, string right, int sign)
        => Assert.Equal(sign, Math.Sign(Microsoft.DurableTask.Abstractions.TaskOrchestrationVersioningUtils.CompareVersions(left, right)));

    [Fact]
    public void TaskVersion_NullEmptyAndDefault_AreTheSame()
    {
        Assert.Equal(TaskVersion.Unversioned, new TaskVersion(null));
        Assert.Equal(TaskVersion.Unversioned, new TaskVersion(""));
        Assert.Equal(new TaskVersion("V1"), new TaskVersion("v1"));
        Assert.Throws<ArgumentException>(() => new TaskVersion("  "));
    }

    private static RetryContext AfterFailures(int count)
        => new(null!, count, new TaskFailureDetails("type", "message", null, null, null), TimeSpan.Zero, CancellationToken.None);
}
