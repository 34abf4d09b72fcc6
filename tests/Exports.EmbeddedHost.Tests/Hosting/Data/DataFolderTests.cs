using Exports.EmbeddedHost.Hosting;
using Exports.EmbeddedHost.Hosting.Data;
using Exports.EmbeddedHost.Tests.Hosting.Http;
using Exports.TestKit.Hosting;

namespace Exports.EmbeddedHost.Tests.Hosting.Data;

public sealed class DataFolderTests : IDisposable
{
    private readonly TempDataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_HeldByAnother_IsRefusedNamingFolderAndProcess()
    {
        using var held = DataFolder.Open(_folder.Path);

        var refusal = Assert.Throws<HostStartException>(() => DataFolder.Open(_folder.Path));

        Assert.Contains(_folder.Path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AfterDispose_IsAllowed()
    {
        DataFolder.Open(_folder.Path).Dispose();

        using var again = DataFolder.Open(_folder.Path);

        Assert.Equal(_folder.Path, again.Path);
    }

    [Fact]
    public void Open_FolderCannotBeSigned_DoesNotStayHeld()
    {
        Directory.CreateDirectory(_folder.File("host.pid"));
        Assert.Throws<HostStartException>(() => DataFolder.Open(_folder.Path));
        Directory.Delete(_folder.File("host.pid"));

        using var again = DataFolder.Open(_folder.Path);

        Assert.Equal(_folder.Path, again.Path);
    }

    [Fact]
    public void Open_PathIsAFile_IsRefused()
    {
        var file = _folder.File("occupied");
        File.WriteAllText(file, "");

        Assert.Throws<HostStartException>(() => DataFolder.Open(file));
    }

    [Fact]
    public async Task Start_SecondHostOnOneFolder_IsRefusedAndTheFirstGoesOn()
    {
        await using var first = await HostUnderTest.StartAsync(new HostSetup(_folder.Path), typeof(HttpFunctions));

        await Assert.ThrowsAsync<HostStartException>(() => HostUnderTest.StartAsync(new HostSetup(_folder.Path), typeof(HttpFunctions)));

        Assert.Equal("named", await first.Http.GetStringAsync("/api/NamedByFunction"));
    }

    [Fact]
    public async Task Start_DatabaseIsNoDatabase_IsRefusedNamingTheFile()
    {
        await File.WriteAllTextAsync(_folder.File("exports.db"), new string('x', 5000));

        var refusal = await Assert.ThrowsAsync<HostStartException>(() => HostUnderTest.StartAsync(new HostSetup(_folder.Path), typeof(HttpFunctions)));

        Assert.Contains(_folder.File("exports.db"), refusal.Message, StringComparison.Ordinal);
    }
}
