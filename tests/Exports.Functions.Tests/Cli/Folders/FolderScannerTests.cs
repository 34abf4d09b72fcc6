using System.Net.Sockets;
using Exports.Cli;
using Exports.Cli.Folders;

namespace Exports.Functions.Tests.Cli.Folders;

public sealed class FolderScannerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Scan_MissingFolder_ThrowsFolderNotFound()
    {
        var exception = Assert.Throws<CommandException>(() => FolderScanner.Scan(_folder.PathOf("missing")));

        Assert.Equal(ExitCode.FolderNotFound, exception.ExitCode);
        Assert.EndsWith("the folder does not exist", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scan_FileInPlaceOfFolder_ThrowsFolderNotFound()
    {
        var exception = Assert.Throws<CommandException>(() => FolderScanner.Scan(_folder.Write("file")));

        Assert.Equal(ExitCode.FolderNotFound, exception.ExitCode);
        Assert.EndsWith("not a folder", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scan_NestedFiles_ListsThemInOrdinalOrderWithSizes()
    {
        string[] names = ["b", "B", "a/z", "a-b", "ü", "#", "?", "a%2Fb", "100%41", "a+b", "dot.", ".hidden", "two words"];
        foreach (var name in names)
        {
            _folder.Write(name, name);
        }

        var scan = FolderScanner.Scan(_folder.Root);

        Assert.Equal(names.Order(StringComparer.Ordinal), scan.Files.Select(file => file.Path));
        Assert.All(scan.Files, file => Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(file.Path), file.Bytes));
        Assert.Equal(scan.Files.Sum(file => file.Bytes), scan.TotalBytes);
    }

    [Fact]
    public void Scan_Cancelled_EndsInTheMiddle()
    {
        _folder.Write("file");

        Assert.Throws<OperationCanceledException>(() => FolderScanner.Scan(_folder.Root, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void EnsureExportable_OnlyEmptyFolders_ThrowsFolderEmpty()
    {
        Directory.CreateDirectory(_folder.PathOf("a/b"));

        var exception = Assert.Throws<CommandException>(() => FolderScanner.Scan(_folder.Root).EnsureExportable(skipSpecial: false));

        Assert.Equal(ExitCode.FolderEmpty, exception.ExitCode);
    }

    [Fact]
    public void Scan_LinksToFileAndFolder_ListsThemWithoutFollowing()
    {
        _folder.Write("real/file");
        File.CreateSymbolicLink(_folder.PathOf("file-link"), "real/file");
        Directory.CreateSymbolicLink(_folder.PathOf("folder-link"), "real");
        File.CreateSymbolicLink(_folder.PathOf("broken-link"), "nowhere");

        var scan = FolderScanner.Scan(_folder.Root);

        Assert.Equal(["real/file"], scan.Files.Select(file => file.Path));
        Assert.Equal(
            [new("broken-link", "link"), new("file-link", "link"), new SkippedEntry("folder-link", "link")],
            scan.Skipped.OrderBy(entry => entry.Path, StringComparer.Ordinal));
    }

    [Fact]
    public void Scan_UnixSocket_ListsIt()
    {
        _folder.Write("file");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder.PathOf("s")));

        var scan = FolderScanner.Scan(_folder.Root);

        Assert.Equal([new SkippedEntry("s", "socket")], scan.Skipped);
    }

    [ExternalFact("mkfifo")]
    public void Scan_NamedPipe_ListsItWithoutBlocking()
    {
        _folder.Write("empty", "");
        External.Run("mkfifo", _folder.PathOf("pipe"));

        var scan = FolderScanner.Scan(_folder.Root);

        Assert.Equal([new SkippedEntry("pipe", "pipe")], scan.Skipped);
        Assert.Equal(["empty"], scan.Files.Select(file => file.Path));
    }

    [ExternalFact("bash")]
    public void Scan_NameThatIsNotUtf8_ThrowsFileUnreadable()
    {
        External.Run("bash", "-c", $"touch '{_folder.Root}'/$'\\xff'");

        var exception = Assert.Throws<CommandException>(() => FolderScanner.Scan(_folder.Root));

        Assert.Equal(ExitCode.FileUnreadable, exception.ExitCode);
        External.Run("bash", "-c", $"rm '{_folder.Root}'/*");
    }

    [Fact]
    public void EnsureExportable_SpecialEntries_ListsEachUnlessTheyMayBeSkipped()
    {
        _folder.Write("file");
        File.CreateSymbolicLink(_folder.PathOf("link"), "file");
        var scan = FolderScanner.Scan(_folder.Root);

        var exception = Assert.Throws<CommandException>(() => scan.EnsureExportable(skipSpecial: false));

        Assert.Equal(ExitCode.SpecialFiles, exception.ExitCode);
        Assert.Equal(["  link: link"], exception.Details);
        scan.EnsureExportable(skipSpecial: true);
    }
}
