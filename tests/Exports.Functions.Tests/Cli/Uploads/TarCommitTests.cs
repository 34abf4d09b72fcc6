using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using Exports.Cli;
using Exports.Cli.Folders;
using Exports.Cli.Uploads;

namespace Exports.Functions.Tests.Cli.Uploads;

public sealed class TarCommitTests : IDisposable
{
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Body_AnyFiles_HoldsPathsContentsAndModes()
    {
        var longName = string.Join('/', Enumerable.Repeat("a folder with quite a long name", 6)) + "/ü#?%2F+.";
        _folder.Write(longName, "long");
        _folder.Write("empty", "");
        MakeExecutable(_folder.Write("tool", "run"));
        var hashes = new Dictionary<string, string>();

        using var commit = new TarCommit(FolderScanner.Scan(_folder.Root).Files, hashes, _ => { });
        var entries = Read(await commit.ReadAsByteArrayAsync());

        Assert.Equal(["long", "", "run"], new[] { longName, "empty", "tool" }.Select(path => entries[path].Text));
        Assert.Equal(OperatingSystem.IsWindows() ? (UnixFileMode)0b110_100_100 : Executable, entries["tool"].Mode);
        Assert.Equal(entries.ToDictionary(e => e.Key, e => Hash(e.Value.Text)), hashes);
    }

    [Fact]
    public async Task Body_FileBecameShorter_ThrowsFolderChanged() =>
        await AssertChangedAsync(path => File.WriteAllText(path, "shor"));

    [Fact]
    public async Task Body_FileGrew_ThrowsFolderChanged() =>
        await AssertChangedAsync(path => File.AppendAllText(path, "more"));

    [Fact]
    public async Task Body_FileRewrittenAtEqualLength_ThrowsFolderChanged() =>
        await AssertChangedAsync(path => File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch));

    [Fact]
    public async Task Body_FileDisappeared_ThrowsFolderChanged() => await AssertChangedAsync(File.Delete);

    [Fact]
    public async Task Body_FileThatCannotBeOpened_ThrowsFileUnreadable()
    {
        var unreadable = new FolderFile("folder", _folder.Root, 10, UnixFileMode.None, DateTime.UnixEpoch);
        using var commit = new TarCommit([unreadable], new Dictionary<string, string>(), _ => { });

        var exception = await Assert.ThrowsAsync<CommandException>(() => commit.CopyToAsync(Stream.Null));

        Assert.Equal(ExitCode.FileUnreadable, exception.ExitCode);
        Assert.StartsWith("folder: cannot be read", exception.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, (string Text, UnixFileMode Mode)> Read(byte[] tar)
    {
        var entries = new Dictionary<string, (string, UnixFileMode)>();
        using var reader = new TarReader(new MemoryStream(tar));
        while (reader.GetNextEntry() is { } entry)
        {
            using var text = new StreamReader(entry.DataStream ?? Stream.Null);
            entries.Add(entry.Name, (text.ReadToEnd(), entry.Mode));
        }

        return entries;
    }

    private static void MakeExecutable(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Executable);
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private async Task AssertChangedAsync(Action<string> change)
    {
        var path = _folder.Write("file", "short");
        var scan = FolderScanner.Scan(_folder.Root);
        change(path);
        using var commit = new TarCommit(scan.Files, new Dictionary<string, string>(), _ => { });

        var exception = await Assert.ThrowsAsync<CommandException>(() => commit.CopyToAsync(Stream.Null));

        Assert.Equal(ExitCode.FolderChanged, exception.ExitCode);
        Assert.StartsWith("file: ", exception.Message, StringComparison.Ordinal);
    }
}
