using Exports.EmbeddedHost.Engine.Dispatch;

namespace Exports.EmbeddedHost.Tests.Engine.Dispatch;

public sealed class BoundedCacheTests
{
    [Fact]
    public void Put_AboveCapacity_DropsTheLeastRecentlyUsed()
    {
        var cache = new BoundedCache<string>(2);
        cache.Put("a", "1");
        cache.Put("b", "2");
        cache.TryTake("a", out var taken);
        cache.Put("a", taken!);
        cache.Put("c", "3");

        Assert.Equal(2, cache.Count);
        Assert.False(cache.TryTake("b", out _));
        Assert.True(cache.TryTake("a", out _));
    }

    [Fact]
    public void TryTake_Twice_FindsItOnce()
    {
        var cache = new BoundedCache<string>(2);
        cache.Put("a", "1");

        Assert.True(cache.TryTake("a", out var value));
        Assert.Equal("1", value);
        Assert.False(cache.TryTake("a", out _));
    }

    [Fact]
    public void Put_CapacityZero_KeepsNothing()
    {
        var cache = new BoundedCache<string>(0);

        cache.Put("a", "1");

        Assert.Equal(0, cache.Count);
    }
}
