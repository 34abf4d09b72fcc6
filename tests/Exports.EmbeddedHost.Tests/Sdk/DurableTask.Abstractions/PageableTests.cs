using Microsoft.DurableTask;

namespace Exports.EmbeddedHost.Tests.Sdk.DurableTask.Abstractions;

public sealed class PageableTests
{
    [Fact]
    public async Task Create_EnumeratesThePagesUntilOneHasNoToken()
    {
        var asked = new List<string?>();
        var pageable = Pageable.Create<int>((token, _) =>
        {
            asked.Add(token);
            return Task.FromResult(token switch
            {
                null => new Page<int>([1, 2], "second"),
                "second" => new Page<int>([], "third"),
                _ => new Page<int>([3]),
            });
        });

        Assert.Equal([1, 2, 3], await ReadAsync(pageable));
        Assert.Equal([null, "second", "third"], asked);
    }

    [Fact]
    public async Task AsPages_WithTokenAndSize_PassesThemOn()
    {
        (string?, int?) asked = default;
        var pageable = Pageable.Create<int>((token, size, _) =>
        {
            asked = (token, size);
            return Task.FromResult(new Page<int>([1]));
        });

        await foreach (var page in pageable.AsPages("here", 7)) Assert.Null(page.ContinuationToken);

        Assert.Equal(("here", 7), asked);
    }

    private static async Task<List<int>> ReadAsync(AsyncPageable<int> pageable)
    {
        var values = new List<int>();
        await foreach (var value in pageable) values.Add(value);
        return values;
    }
}
