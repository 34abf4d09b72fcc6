using System.Buffers;
using System.Formats.Tar;
using System.IO.Pipelines;
using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.ProjectExports.Archives.Tar;
using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.Tests.ProjectExports.Archives.Tar;

public sealed class TarHeaderTests
{
    public static TheoryData<string, bool> Names() => new()
    {
        { "a", false },
        { new string('n', 100), false },
        { new string('n', 101), true },
        { new string('p', 155) + "/" + new string('n', 100), false },
        { new string('p', 156) + "/" + new string('n', 100), true },
        { new string('p', 155) + "/" + new string('n', 101), true },
        { "p/" + new string('q', 60) + "/" + new string('n', 99), false },
        { "/" + new string('n', 100), true },
        { "files/ü.txt", true },
        { "files/😀/a=b 1c", true },
        { "files/line\nfeed", false },
        { string.Join('/', Enumerable.Repeat(new string('ä', 100), 20)), true },
        { new string('l', ManifestPath.MaxBytes), true },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Write_Name_IsReadBackByTheFramework(string name, bool isExtended)
    {
        var header = Header(name, 0, ManifestEntry.ExecutableMode);

        await using var tar = new TarReader(new MemoryStream([.. header, .. new byte[1024]]));
        var entry = await tar.GetNextEntryAsync();

        Assert.NotNull(entry);
        Assert.Equal(name, entry.Name);
        Assert.Equal(TarEntryType.RegularFile, entry.EntryType);
        Assert.Equal(isExtended ? TarEntryFormat.Pax : TarEntryFormat.Ustar, entry.Format);
        Assert.Equal(isExtended, header.Length > TarHeader.RecordBytes);
        Assert.Equal((UnixFileMode)ManifestEntry.ExecutableMode, entry.Mode);
        Assert.Equal((0, 0), (entry.Uid, entry.Gid));
        Assert.Equal(ArchiveFormat.EntryTime, entry.ModificationTime.ToUnixTimeSeconds());
        Assert.Null(await tar.GetNextEntryAsync());
    }

    [Theory]
    [InlineData(0x1_FFFF_FFFF, false)]
    [InlineData(0x2_0000_0000, true)]
    [InlineData(5_000_000_000_000, true)]
    public async Task Write_LargeSize_IsReadBackByTheFramework(long size, bool isExtended)
    {
        var header = Header("large", size, ManifestEntry.RegularMode);

        await using var tar = new TarReader(PipeReader.Create(new ReadOnlySequence<byte>(header)).AsStream());
        var entry = await tar.GetNextEntryAsync();

        Assert.NotNull(entry);
        Assert.Equal(size, entry.Length);
        Assert.Equal(isExtended, header.Length > TarHeader.RecordBytes);
    }

    [Fact]
    public void Write_AnyName_IsAMultipleOfTheRecordAndWithinTheBound()
    {
        for (var length = 1; length <= ManifestPath.MaxBytes; length += 7)
        {
            var header = Header(new string('x', length), 1, ManifestEntry.RegularMode);
            Assert.Equal(0, header.Length % TarHeader.RecordBytes);
            Assert.InRange(header.Length, TarHeader.RecordBytes, TarHeader.MaxBytes);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 511)]
    [InlineData(512, 0)]
    [InlineData(8_589_934_593, 511)]
    public void Padding_Size_FillsTheRecord(long size, int expected) => Assert.Equal(expected, TarHeader.Padding(size));

    private static byte[] Header(string name, long size, int mode)
    {
        var output = new ArrayBufferWriter<byte>();
        TarHeader.Write(output, name, size, mode);
        return output.WrittenSpan.ToArray();
    }
}
