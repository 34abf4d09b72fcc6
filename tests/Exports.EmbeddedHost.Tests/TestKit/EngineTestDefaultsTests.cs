using Exports.TestKit.Engine;

namespace Exports.EmbeddedHost.Tests.TestKit;

public class EngineTestDefaultsTests
{
    [Theory]
    [InlineData(null, EngineMode.ReplayFromScratch)]
    [InlineData("", EngineMode.ReplayFromScratch)]
    [InlineData("replay-from-scratch", EngineMode.ReplayFromScratch)]
    [InlineData("upstream-defects", EngineMode.UpstreamDefects)]
    internal void ParseMode_KnownName_IsThatMode(string? name, EngineMode mode) => Assert.Equal(mode, EngineTestDefaults.ParseMode(name));

    [Fact]
    public void ParseMode_UnknownName_IsRefused() =>
        Assert.Contains("upstream-defect:", Assert.Throws<ArgumentException>(() => EngineTestDefaults.ParseMode("upstream-defect")).Message, StringComparison.Ordinal);
}
