using Exports.Functions.Shared.RateLimits;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.ProjectExports;

namespace Exports.Functions.Tests.Shared.RateLimits;

public sealed class RateLimitTableTests
{
    // A property holds 64 KiB of UTF-16; the longest ids and counts there are must fit.
    [Fact]
    public async Task Write_FullestRowThereCanBe_FitsAndReadsBackEqual()
    {
        using var store = new LedgerFixture();
        var table = new RateLimitTable(store.Tables);
        await table.CreateIfNotExistsAsync(default);
        var window = RateLimitWindow.At(store.Clock.GetUtcNow());
        var request = new RateLimitCall(RateLimit.Download, "a/b\\c#d?é", 0, RateLimitOptions.Highest, "ffffffff");
        var row = RateLimitRow.Empty(window);
        for (var number = 0; number < RateLimitRules.MaxSubjects; number++)
        {
            var subject = (1L << 53) - (RateLimitTable.Shards * (number + 1L));
            row = row with { Uses = row.Uses.Add(subject, new(RateLimitOptions.Highest, "ffffffff")) };
        }

        await table.WriteAsync(request, row, default);

        var found = (await table.FindAsync(request, default))!;
        Assert.Equal(window, found.Window);
        Assert.Equal(row.Uses.OrderBy(use => use.Key), found.Uses.OrderBy(use => use.Key));
    }
}
