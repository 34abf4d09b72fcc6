using Exports.Cli;
using Exports.Cli.Archives;

namespace Exports.Functions.Tests.Cli.Archives;

public sealed class PartialFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Output => _folder.PathOf("a.tar.gz");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_OutputExists_ThrowsOutputExistsAndKeepsIt()
    {
        _folder.Write("a.tar.gz", "old");

        var exception = Assert.Throws<CommandException>(() => PartialFile.Open(Output, overwrite: false));

        Assert.Equal(ExitCode.OutputExists, exception.ExitCode);
        Assert.Equal("old", File.ReadAllText(Output));
    }

    [Fact]
    public void Open_OutputIsAFolder_ThrowsOutputNotWritable()
    {
        var exception = Assert.Throws<CommandException>(() => PartialFile.Open(_folder.Root, overwrite: true));

        Assert.Equal(ExitCode.OutputNotWritable, exception.ExitCode);
    }

    [Fact]
    public void Open_FolderOfOutputIsMissing_ThrowsOutputNotWritable()
    {
        var exception = Assert.Throws<CommandException>(() => PartialFile.Open(_folder.PathOf("no/a.tar.gz"), overwrite: false));

        Assert.Equal(ExitCode.OutputNotWritable, exception.ExitCode);
    }

    [Fact]
    public async Task Dispose_NotCommitted_RemovesThePartialAndKeepsTheOldOutput()
    {
        _folder.Write("a.tar.gz", "old");

        await using (var partial = PartialFile.Open(Output, overwrite: true))
        {
            await partial.Stream.WriteAsync(new byte[10]);
            Assert.True(File.Exists(Output + ".partial"));
        }

        Assert.Equal([Output], Directory.GetFiles(_folder.Root));
        Assert.Equal("old", File.ReadAllText(Output));
    }

    [Fact]
    public async Task CommitAsync_Overwriting_LeavesOnlyTheNewOutput()
    {
        _folder.Write("a.tar.gz", "old");

        await using (var partial = PartialFile.Open(Output, overwrite: true))
        {
            await partial.Stream.WriteAsync("new"u8.ToArray());
            Assert.Equal(Output, await partial.CommitAsync());
        }

        Assert.Equal([Output], Directory.GetFiles(_folder.Root));
        Assert.Equal("new", File.ReadAllText(Output));
    }

    [Fact]
    public async Task CommitAsync_OutputAppearedMeanwhile_ThrowsAndKeepsIt()
    {
        await using var partial = PartialFile.Open(Output, overwrite: false);
        _folder.Write("a.tar.gz", "somebody else's");

        var exception = await Assert.ThrowsAsync<CommandException>(partial.CommitAsync);

        Assert.Equal(ExitCode.OutputNotWritable, exception.ExitCode);
        Assert.Equal("somebody else's", File.ReadAllText(Output));
    }
}
