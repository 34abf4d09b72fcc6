using System.Formats.Tar;
using System.Text;
using Exports.Functions.Projects.Commits;
using Exports.Functions.Projects.Manifests;
using Exports.Functions.Shared.Http;
using Exports.Functions.Tests.Projects.Imports;

namespace Exports.Functions.Tests.Projects.Commits;

public class TarContentsTests
{
    private const int MemoryBytes = 4096;

    [Theory]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    public async Task ReadAsync_LongAndUnusualNames_ComeBackAsTheyWere(TarEntryFormat format)
    {
        string[] names = ["a%2Fb", "100%41", "a+b", "ü", "#", "?", "dot.", string.Join('/', Enumerable.Repeat(new string('n', 90), 5))];

        var files = await ReadAllAsync(Tar(format, names.Select(name => (TarEntryType.RegularFile, name)).ToArray()));

        Assert.Equal(names, files.Select(file => file.Path));
    }

    [Fact]
    public async Task ReadAsync_NamesOfATarredFolder_LoseTheirDot()
    {
        var files = await ReadAllAsync(Tar(TarEntryFormat.Pax, (TarEntryType.Directory, "./"), (TarEntryType.RegularFile, "./a/b")));

        Assert.Equal("a/b", Assert.Single(files).Path);
    }

    [Fact]
    public async Task ReadAsync_LinksAndDevices_AreListedAsSkipped()
    {
        var contents = Contents(Tar(
            TarEntryFormat.Pax,
            (TarEntryType.SymbolicLink, "link"),
            (TarEntryType.HardLink, "twin"),
            (TarEntryType.Fifo, "pipe"),
            (TarEntryType.CharacterDevice, "tty"),
            (TarEntryType.Directory, "dir"),
            (TarEntryType.RegularFile, "file")));

        var files = await contents.ReadAsync().ToListAsync();

        Assert.Equal("file", Assert.Single(files).Path);
        Assert.Equal(
            [new("link", "symbolic_link"), new("twin", "hard_link"), new("pipe", "fifo"), new("tty", "character_device")],
            contents.Skipped);
    }

    [Fact]
    public async Task ReadAsync_ExtendedHeaderWithoutEnd_IsRefusedBeforeItFillsTheMemory()
    {
        var tar = Tar(TarEntryFormat.Pax, (TarEntryType.RegularFile, "file"));
        SetLength(tar.AsSpan(0, 512), 4 * TarContents.MaxHeaderBytes);
        using var endless = new MemoryStream([.. tar.AsSpan(0, 512), .. new byte[3 * TarContents.MaxHeaderBytes]]);

        var refusal = await Assert.ThrowsAsync<ApiException>(() => Contents(endless).ReadAsync().ToListAsync().AsTask());

        Assert.Equal(400, refusal.Status);
        Assert.InRange(endless.Position, TarContents.MaxHeaderBytes, 2 * TarContents.MaxHeaderBytes);
    }

    [Fact]
    public async Task ReadAsync_LargeSkippedEntry_IsPassedByAndListed()
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "sparse", new Dictionary<string, string> { ["GNU.sparse.major"] = "1" })
            {
                DataStream = new MemoryStream(new byte[2 * TarContents.MaxHeaderBytes]),
            });
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "file") { DataStream = new MemoryStream([1]) });
        }

        var contents = Contents(stream.ToArray());

        Assert.Equal("file", Assert.Single(await contents.ReadAsync().ToListAsync()).Path);
        Assert.Equal([new("sparse", "sparse_file")], contents.Skipped);
    }

    [Fact]
    public async Task ReadAsync_Content_IsHashedAndCountedInMemoryAndInAFile()
    {
        var files = await ReadAllAsync(Tar(TarEntryFormat.Pax, (TarEntryType.RegularFile, "small"), (TarEntryType.RegularFile, new string('x', 200))));

        Assert.All(files, file =>
        {
            Assert.Equal(Body(file.Path).Length, file.Content.Bytes);
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Body(file.Path))), file.Content.Sha256);
        });
    }

    [Fact]
    public async Task ReadAsync_ExecutableFile_KeepsTheBit()
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "run.sh") { Mode = (UnixFileMode)0b111_101_101 });
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "text") { Mode = (UnixFileMode)0b110_000_000 });
        }

        var files = await ReadAllAsync(stream.ToArray());

        Assert.Equal([ManifestEntry.ExecutableMode, ManifestEntry.RegularMode], files.Select(file => file.Mode));
    }

    [Fact]
    public async Task ReadAsync_StreamCutAnywhere_IsABadRequest()
    {
        var whole = Tar(TarEntryFormat.Pax, (TarEntryType.RegularFile, "one"), (TarEntryType.RegularFile, "two"));
        var end = whole.Length - 1024;

        for (var length = 0; length <= end; length += 128)
        {
            var refusal = await Assert.ThrowsAsync<ApiException>(() => ReadAllAsync(whole[..length]));
            Assert.Equal(400, refusal.Status);
        }
    }

    [Theory]
    [InlineData("size", "999999999999999999999999999999")]
    [InlineData("mtime", "99999999999999999999")]
    [InlineData("mtime", "999999999999999")]
    [InlineData("uid", "99999999999999999999")]
    [InlineData("devmajor", "many")]
    public async Task ReadAsync_ExtendedHeaderWithANumberThatIsNone_IsABadRequest(string key, string value)
    {
        var refusal = await Assert.ThrowsAsync<ApiException>(() => ReadAllAsync([.. RawTar.Pax((key, value)), .. RawTar.Entry("file", '0')]));

        Assert.Equal(400, refusal.Status);
    }

    [Theory]
    [InlineData('L', 1L << 31)]
    [InlineData('0', long.MaxValue)]
    public async Task ReadAsync_LengthThatNothingHas_IsABadRequest(char type, long size)
    {
        var refusal = await Assert.ThrowsAsync<ApiException>(() => ReadAllAsync(RawTar.Entry("file", type, size)));

        Assert.Equal(400, refusal.Status);
    }

    [Theory]
    [InlineData("../escape")]
    [InlineData("/absolute")]
    [InlineData("a/./b")]
    public async Task ReadAsync_PathOutsideTheTree_IsABadRequestThatNamesIt(string path)
    {
        var refusal = await Assert.ThrowsAsync<ApiException>(() => ReadAllAsync(Tar(TarEntryFormat.Pax, (TarEntryType.RegularFile, path))));

        Assert.Equal(400, refusal.Status);
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_SomethingElse_IsABadRequest()
    {
        var refusal = await Assert.ThrowsAsync<ApiException>(() => ReadAllAsync(Encoding.UTF8.GetBytes(new string('x', 2000))));

        Assert.Equal(400, refusal.Status);
    }

    private static async Task<List<TarredFile>> ReadAllAsync(byte[] tar) => await Contents(tar).ReadAsync().ToListAsync();

    private static TarContents Contents(byte[] tar) => Contents(new MemoryStream(tar));

    private static TarContents Contents(Stream tar) => new(new LimitedReadStream(tar, long.MaxValue), MemoryBytes);

    /// <summary>Makes a header claim another length, and its checksum agree.</summary>
    private static void SetLength(Span<byte> header, int length)
    {
        Encoding.ASCII.GetBytes(Convert.ToString(length, toBase: 8).PadLeft(11, '0')).CopyTo(header[124..]);
        var checksum = header[148..156];
        checksum.Fill((byte)' ');
        var sum = 0;
        foreach (var value in header)
            sum += value;
        Encoding.ASCII.GetBytes(Convert.ToString(sum, toBase: 8).PadLeft(6, '0') + "\0").CopyTo(checksum);
    }

    // The length follows from the name: some contents are empty-ish, some need the temporary file.
    private static byte[] Body(string path) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(path, 50)));

    private static byte[] Tar(TarEntryFormat format, params (TarEntryType Type, string Name)[] entries)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, format, leaveOpen: true))
        {
            foreach (var (type, name) in entries)
            {
                writer.WriteEntry(Entry(format, type, name));
            }
        }

        return stream.ToArray();
    }

    private static TarEntry Entry(TarEntryFormat format, TarEntryType type, string name)
    {
        TarEntry entry = format == TarEntryFormat.Gnu ? new GnuTarEntry(type, name) : new PaxTarEntry(type, name);
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
        {
            entry.LinkName = "file";
        }

        if (type == TarEntryType.RegularFile)
        {
            entry.DataStream = new MemoryStream(Body(name));
        }

        return entry;
    }
}
