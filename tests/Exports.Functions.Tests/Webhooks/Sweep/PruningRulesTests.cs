using Exports.Functions.Webhooks.Sweep;

namespace Exports.Functions.Tests.Webhooks.Sweep;

public sealed class PruningRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true, true, 500, PruningVerdict.PruneOld)]
    [InlineData(true, false, 0, PruningVerdict.RemoveWebhooks)]
    [InlineData(false, true, 0, PruningVerdict.RemoveDeliveries)]
    [InlineData(false, false, 23, PruningVerdict.RemoveDeliveries)]
    [InlineData(false, true, 24, PruningVerdict.RemoveAll)]
    internal void Decide_FromWhatIsThere(bool webhook, bool project, int hours, PruningVerdict verdict) =>
        Assert.Equal(verdict, PruningRules.Decide(new(7, "w", Now.AddHours(-hours)), webhook, project, Now));
}
