using Exports.EmbeddedHost.Engine.Replay;

namespace Exports.EmbeddedHost.Tests.Engine.Replay;

public sealed class DeterministicGuidTests
{
    private static readonly DateTime Noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);

    // The expected value comes from another implementation of RFC 4122, version 5.
    [Fact]
    public void Create_KnownName_IsTheVersion5Guid() =>
        Assert.Equal(new Guid("d87c2c4e-56c3-5f87-86a6-61019a1f6c92"), DeterministicGuid.Create("order-7", Noon, 0));

    [Fact]
    public void Create_NextCounter_IsAnotherGuid() =>
        Assert.NotEqual(DeterministicGuid.Create("order-7", Noon, 0), DeterministicGuid.Create("order-7", Noon, 1));
}
