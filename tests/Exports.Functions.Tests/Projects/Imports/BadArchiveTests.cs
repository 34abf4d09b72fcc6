using Exports.Functions.ProjectExports.Archives.Verification;
using Exports.Functions.Tests.Http;
using Exports.Functions.Tests.Projects.Imports.Scenarios;

namespace Exports.Functions.Tests.Projects.Imports;

/// <summary>Every archive of the corpus is refused with its own sentence, by the reader and through HTTP, and leaves nothing.</summary>
public sealed class BadArchiveTests : IClassFixture<BadArchiveHost>
{
    private readonly ImportScenario _import;

    public BadArchiveTests(BadArchiveHost host) => _import = host.Import;

    public static TheoryData<string> Names => BadArchives.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task VerifyAsync_BadArchive_IsRefusedWithItsOwnSentence(string name)
    {
        // What is wrong with a project's description is judged by its importer; the archive as such is sound.
        if (name == "project.json with an impossible name")
            return;

        var refused = await Assert.ThrowsAsync<InvalidArchiveException>(
            () => ArchiveVerifier.VerifyAsync(new MemoryStream(BadArchives.Make(name)), BadArchives.Limits));

        Assert.Equal(BadArchives.Message(name), refused.Message);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Import_BadArchive_FailsWithItsOwnSentenceAndLeavesNothing(string name)
    {
        var path = $"bad/{string.Concat(name.Select(static letter => char.IsAsciiLetter(letter) ? letter : '-'))}";
        var before = _import.SnapshotBesideFailures();

        var id = await _import.ScheduleAsync(BadArchives.Make(name), path);
        await _import.Host.SettleAsync();

        Assert.Equal($"failed: {BadArchives.Message(name)}", await _import.StatusAsync(id));
        Assert.Equal(before, _import.SnapshotBesideFailures());
        Assert.Equal(404, await _import.GetProjectStatusCodeAsync(id));
        await AssertPathIsFreeAsync(path);
    }

    private async Task AssertPathIsFreeAsync(string path)
    {
        var created = await _import.Host.Http.CreateProjectAsync(path);
        Assert.Equal("none", await _import.StatusAsync(created));
    }
}
