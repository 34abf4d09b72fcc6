using Exports.Cli.Folders;
using Exports.Cli.Uploads;

namespace Exports.Functions.Tests.Cli.Uploads;

public sealed class UploadPlanTests : IDisposable
{
    private const long CommitBytes = 20_000;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Split_NoFiles_GivesNoCommit() => Assert.Empty(UploadPlan.Split([], CommitBytes));

    [Fact]
    public async Task Split_ManyFiles_KeepsOrderAndEveryTarBelowTheLimit()
    {
        for (var i = 0; i < 60; i++)
        {
            _folder.Write($"{i:000}-{new string('ü', i % 40)}", new byte[i * 37]);
        }

        var scan = FolderScanner.Scan(_folder.Root);
        var commits = UploadPlan.Split(scan.Files, CommitBytes).ToList();

        Assert.True(commits.Count > 5);
        Assert.Equal(scan.Files, commits.SelectMany(commit => commit));
        foreach (var commit in commits)
        {
            using var body = new TarCommit(commit, new Dictionary<string, string>(), _ => { });
            Assert.InRange((await body.ReadAsByteArrayAsync()).LongLength, 1, CommitBytes + 1024);
        }
    }

    [Fact]
    public void Split_FileAboveTheLimit_TravelsAlone()
    {
        _folder.Write("a");
        _folder.Write("b", new byte[CommitBytes * 2]);
        _folder.Write("c");

        var commits = UploadPlan.Split(FolderScanner.Scan(_folder.Root).Files, CommitBytes);

        Assert.Equal(["a", "b", "c"], commits.Select(commit => Assert.Single(commit).Path));
    }
}
