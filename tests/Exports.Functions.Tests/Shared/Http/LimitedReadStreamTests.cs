using Exports.Functions.Shared.Http;

namespace Exports.Functions.Tests.Shared.Http;

public class LimitedReadStreamTests
{
    [Fact]
    public async Task ReadAsync_BodyOfExactlyTheLimit_IsReadToItsEnd()
    {
        var body = new LimitedReadStream(new MemoryStream(new byte[100]), 100);

        await body.CopyToAsync(Stream.Null);

        Assert.Equal(100, body.Position);
        Assert.True(body.EndReached);
    }

    [Fact]
    public async Task ReadAsync_OneByteMore_IsRefused()
    {
        var body = new LimitedReadStream(new MemoryStream(new byte[101]), 100);

        var refusal = await Assert.ThrowsAsync<ApiException>(() => body.CopyToAsync(Stream.Null));

        Assert.Equal(413, refusal.Status);
    }
}
