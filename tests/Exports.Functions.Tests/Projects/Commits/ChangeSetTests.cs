using Exports.Functions.Projects.Commits;
using Exports.Functions.Projects.Manifests;
using Exports.Functions.Shared.Http;

namespace Exports.Functions.Tests.Projects.Commits;

public class ChangeSetTests
{
    [Fact]
    public void Verify_FileThatIsAlsoAFolder_IsABadRequest()
    {
        var changes = new ChangeSet();
        changes.Put(Entry("a"));
        changes.Put(Entry("a-b"));
        changes.Put(Entry("a/b"));

        var refusal = Assert.Throws<ApiException>(changes.Verify);

        Assert.Equal(400, refusal.Status);
        Assert.Contains("'a' is a file", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_FolderInPlaceOfARemovedFile_IsLegal()
    {
        var changes = new ChangeSet();
        changes.Remove("a");
        changes.Put(Entry("a/b"));

        changes.Verify();
    }

    [Fact]
    public void Put_SamePathTwice_KeepsTheLater()
    {
        var changes = new ChangeSet();
        changes.Put(Entry("a"));
        changes.Put(Entry("a") with { Bytes = 7 });

        Assert.Equal(7, Assert.Single(changes.InOrder).Value?.Bytes);
    }

    private static ManifestEntry Entry(string path) => new(path, 1, new string('0', 64), ManifestEntry.RegularMode);
}
