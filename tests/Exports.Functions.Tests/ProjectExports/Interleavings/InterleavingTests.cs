using Exports.Functions.ProjectExports;

namespace Exports.Functions.Tests.ProjectExports.Interleavings;

/// <summary>
/// Random interleavings of start, finish, fail, cancel, expiry, sweep, watchdog, crash, duplicate and timed-out write over several jobs of
/// one project, on the real ledgers, tables and rules, against a model of a dozen lines.
/// </summary>
public sealed class InterleavingTests
{
    [Fact]
    public Task RandomInterleavings_OfSeveralJobsOfOneProject_NeverDifferFromTheModel() =>
        new InterleavingCampaign(() => new ExportModel()).PlayAsync(CampaignSize.Interleavings);

    /// <summary>The campaign can fail, and says with how few steps.</summary>
    [Fact]
    public async Task RandomInterleavings_AgainstAModelWithTwoRulesSwapped_AreFoundToDiffer()
    {
        var campaign = new InterleavingCampaign(() => new SwappedModel());

        var difference = await Assert.ThrowsAsync<InvalidOperationException>(() => campaign.PlayAsync(200));

        Assert.Matches("^Seed [0-9]+, cut down to [34] steps", difference.Message);
    }

    /// <summary>Looks at started jobs before queued ones.</summary>
    private sealed class SwappedModel : ExportModel
    {
        public override ProjectExportStatus Status(DateTimeOffset now) => base.Status(now) switch
        {
            ProjectExportStatus.Queued when Jobs.Any(job => job.Status is ExportJobStatus.Started) => ProjectExportStatus.Started,
            var status => status,
        };
    }
}
