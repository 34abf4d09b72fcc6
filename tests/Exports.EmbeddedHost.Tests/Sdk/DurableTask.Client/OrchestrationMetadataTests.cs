using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;

namespace Exports.EmbeddedHost.Tests.Sdk.DurableTask.Client;

public sealed class OrchestrationMetadataTests
{
    [Fact]
    public void I9_PayloadsFetchedWithoutInputsAndOutputs_CannotBeRead()
    {
        var metadata = new OrchestrationMetadata("name", "id");

        Assert.Throws<InvalidOperationException>(() => metadata.ReadInputAs<int>());
        Assert.Throws<InvalidOperationException>(() => metadata.ReadOutputAs<int>());
        Assert.Throws<InvalidOperationException>(() => metadata.ReadCustomStatusAs<int>());
    }

    [Fact]
    public void D5_MissingPayload_ReadsAsDefault()
    {
        var metadata = new OrchestrationMetadata("name", "id") { DataConverter = JsonDataConverter.Default, SerializedOutput = "5" };

        Assert.Equal(5, metadata.ReadOutputAs<int>());
        Assert.Equal(0, metadata.ReadInputAs<int>());
        Assert.Null(metadata.ReadCustomStatusAs<string>());
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Completed, true)]
    [InlineData(OrchestrationRuntimeStatus.Failed, true)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, true)]
    [InlineData(OrchestrationRuntimeStatus.Running, false)]
    [InlineData(OrchestrationRuntimeStatus.Pending, false)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, false)]
    public void IsCompleted_IsTrueInTerminalStatuses(OrchestrationRuntimeStatus status, bool completed)
        => Assert.Equal(completed, new OrchestrationMetadata("name", "id") { RuntimeStatus = status }.IsCompleted);

    [Fact]
    public void ToString_ShortensPayloads()
    {
        var text = new OrchestrationMetadata("name", "id") { SerializedInput = new string('x', 60) }.ToString();

        Assert.Contains($"'{new string('x', 50)}...'", text, StringComparison.Ordinal);
    }
}
