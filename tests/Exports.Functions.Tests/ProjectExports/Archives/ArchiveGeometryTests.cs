using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.Tests.ProjectExports.Archives;

public sealed class ArchiveGeometryTests
{
    private const long Gibibyte = 1L << 30;

    [Theory]
    [InlineData(1, 8)]
    [InlineData(380, 8)]
    [InlineData(400, 16)]
    [InlineData(1000, 32)]
    [InlineData(3000, 64)]
    public void For_Size_KeepsBlocksWithinTheLimit(long gibibytes, int expectedMebibytes)
    {
        var geometry = ArchiveGeometry.For(PlanOf(gibibytes * Gibibyte));

        Assert.Equal(expectedMebibytes << 20, geometry.BlockBytes);
        Assert.True(gibibytes * Gibibyte / geometry.BlockBytes < ArchiveGeometry.MaxBlocks);
        Assert.Equal(0, geometry.BlockBytes % geometry.SliceBytes);
    }

    [Fact]
    public void For_MoreThanOneBlobHolds_Refuses() =>
        Assert.Throws<ArchiveTooLargeException>(() => ArchiveGeometry.For(PlanOf(4000 * Gibibyte)));

    private static ArchivePlan PlanOf(long bytes) => new(default, new ManifestSummary(Bytes: 1 << 20, new string('0', 64), FileCount: 10_000, bytes));
}
