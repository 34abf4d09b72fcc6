using System.Security.Cryptography;
using Exports.Functions.ProjectExports.Archives.Verification;
using Exports.Functions.Projects.Manifests;
using Exports.Functions.Tests.ProjectExports.Archives.Verification;

namespace Exports.Functions.Tests.Projects.Imports;

/// <summary>
/// The corpus of archives that must be refused, made by code so that it can be read. Each has one thing wrong; its name says which, and
/// its sentence is its own.
/// </summary>
internal static class BadArchives
{
    /// <summary>Limits small enough to be exceeded by small archives.</summary>
    public static readonly ArchiveLimits Limits = new(MaxFiles: 10, MaxTotalBytes: 64 << 20, MaxExpansion: 100, MaxManifestBytes: 64 << 10);

    private static readonly ManifestEntry[] Manifest = ArchiveBuilder.Manifest;

    private static readonly byte[] Sound = ArchiveBuilder.Sound().Archive();

    private static readonly byte[] SoundTar = ArchiveBuilder.Sound().Tar();

    private static readonly IReadOnlyDictionary<string, (string Message, Func<byte[]> Make)> All = Corpus();

    public static TheoryData<string> Names => [.. All.Keys];

    public static string Message(string name) => All[name].Message;

    public static byte[] Make(string name) => All[name].Make();

    private static Dictionary<string, (string Message, Func<byte[]> Make)> Corpus() => new()
    {
        ["not gzip"] = ("The file is not a gzip archive.", () => [.. "PK\u0003\u0004 a zip file, say"u8]),
        ["gzip, but no tar"] = (
            "The archive does not hold a sound tar stream: a header's number is not octal.",
            () => ArchiveBuilder.Gzip([.. Enumerable.Repeat((byte)'x', 5000)])),
        ["a header with a wrong checksum"] = (
            "The archive does not hold a sound tar stream: a header's checksum is wrong.", () => ArchiveBuilder.Gzip(Flipped(SoundTar, 5))),
        ["damaged gzip"] = ("The archive is damaged.", () => Flipped(Sound, Sound.Length - 6)),
        ["truncated gzip"] = ("The archive ends too early.", () => Sound[..(Sound.Length / 2)]),
        ["truncated in a file"] = ("The archive ends in the middle of 'folder/b.txt'.", () => ArchiveBuilder.Gzip(SoundTar[..^4096])),
        ["truncated before the end marker"] = ("The archive ends too early.", () => ArchiveBuilder.Gzip(SoundTar[..^1024])),
        ["truncated in the end marker"] = (
            "The archive ends in the middle of the tar stream's end marker.", () => ArchiveBuilder.Gzip(SoundTar[..^512])),
        ["trailing bytes"] = ("Something follows the end of the archive.", () => [.. Sound, .. "tail"u8]),
        ["trailing gzip member"] = (
            "Something follows the tar stream's end marker.", () => [.. Sound, .. ArchiveBuilder.Gzip("tail"u8.ToArray())]),
        ["no VERSION"] = ("The archive has no VERSION where it must be.", () => new ArchiveBuilder().Project().WithManifest().Archive()),
        ["no project.json"] = ("The archive has no project.json where it must be.", () => new ArchiveBuilder().Version().WithManifest().Archive()),
        ["no manifest"] = (
            "The archive has no manifest.ndjson where it must be.",
            () => new ArchiveBuilder().Version().Project().File("files/a.txt", ArchiveBuilder.A).Archive()),
        ["wrong version"] = (
            "The archive has the version '2'; only version 1 is known.",
            () => new ArchiveBuilder().Version("2\n").Project().WithManifest().Archive()),
        ["project.json is no JSON"] = ("The archive's project.json is not JSON.", () => WithProject("{")),
        ["project.json of another shape"] = ("The archive's project.json is not a JSON object.", () => WithProject("[]")),
        ["project.json with an impossible name"] = (
            "The archive's project.json has a name, description or created_at that no project can have.",
            () => WithProject("""{"name":"two\nlines"}""")),
        ["absolute path in the manifest"] = (
            "The archive's manifest is not valid: The path '/etc/passwd' is absolute; paths are relative to the project's root.",
            () => Naming("/etc/passwd")),
        ["traversal in the manifest"] = (
            "The archive's manifest is not valid: The path 'a/../../b' has a segment '.' or '..'.", () => Naming("a/../../b")),
        ["traversal by backslash in the manifest"] = (
            "The archive's manifest is not valid: The path '..\\\\..\\\\b' has a segment '..' behind a backslash.".Replace(@"\\", @"\", StringComparison.Ordinal),
            () => Naming(@"..\\..\\b")),
        ["a file twice in the manifest"] = (
            "The archive's manifest is not valid: 'a.txt' is listed twice.", () => new ArchiveBuilder().Version().Project()
                .WithManifest(Manifest[0], Manifest[0]).File("files/a.txt", ArchiveBuilder.A).Archive()),
        ["absolute path of an entry"] = (
            "The archive's entry '/etc/passwd' has an absolute path.", () => RawTar.BehindPreamble(RawTar.Entry("/etc/passwd", '0'))),
        ["a drive in an entry's path"] = (
            @"The archive's entry 'C:\boot.ini' has an absolute path.", () => RawTar.BehindPreamble(RawTar.Entry(@"C:\boot.ini", '0'))),
        ["traversal by an entry"] = (
            "The archive's entry 'files/../../a' has the segment '..' in its path.", () => RawTar.BehindPreamble(RawTar.Entry("files/../../a", '0'))),
        ["traversal by an extended header"] = (
            "The archive's entry '../a' has the segment '..' in its path.",
            () => RawTar.BehindPreamble(RawTar.Pax(("path", "../a")), RawTar.Entry("files/a.txt", '0'))),
        ["symbolic link"] = (Refused("files/a.txt", "a symbolic link"), () => OfType('2', link: "/etc/passwd")),
        ["hard link"] = (Refused("files/a.txt", "a hard link"), () => OfType('1', link: "VERSION")),
        ["character device"] = (Refused("files/a.txt", "a character device"), () => OfType('3')),
        ["block device"] = (Refused("files/a.txt", "a block device"), () => OfType('4')),
        ["folder"] = (Refused("files/a.txt", "a folder"), () => OfType('5')),
        ["named pipe"] = (Refused("files/a.txt", "a named pipe"), () => OfType('6')),
        ["sparse file"] = (Refused("files/a.txt", "a sparse file"), () => OfType('S')),
        ["sparse file by an extended header"] = (
            Refused("files/sparse", "a sparse file"),
            () => RawTar.BehindPreamble(RawTar.Pax(("GNU.sparse.major", "1"), ("GNU.sparse.name", "a.txt")), RawTar.Entry("files/sparse", '0'))),
        ["global extended header"] = (Refused("files/a.txt", "a global extended header"), () => OfType('g')),
        ["an extended header that claims 8 GiB"] = (
            "The archive has an extended header of 8589934592 bytes; at most 65536 are accepted for one entry.",
            () => RawTar.BehindPreamble(RawTar.Entry("x", 'x', size: 8L << 30))),
        ["a long name that claims 1 MiB"] = (
            "The archive has an extended header of 1048576 bytes; at most 65536 are accepted for one entry.",
            () => RawTar.BehindPreamble(RawTar.Entry("x", 'L', size: 1 << 20))),
        ["extended headers without end"] = (
            "The archive has an extended header of 20000 bytes; at most 65536 are accepted for one entry.",
            () => RawTar.BehindPreamble([.. Enumerable.Repeat(RawTar.Entry("x", 'K', content: new byte[20_000]), 10)])),
        ["an extended header with a wrong length"] = (
            "The archive does not hold a sound tar stream: an extended header's record has a wrong length.",
            () => RawTar.BehindPreamble(RawTar.Entry("x", 'x', content: "99 path=a\n"u8.ToArray()))),
        ["a file twice"] = (
            "The archive holds 'files/a.txt' twice.",
            () => Preamble().File("files/a.txt", ArchiveBuilder.A).File("files/a.txt", ArchiveBuilder.A).Archive()),
        ["files out of order"] = (
            "The archive holds 'files/a.txt' behind 'files/folder/b.txt'; entries must be in the manifest's order.",
            () => new ArchiveBuilder().Version().Project().WithManifest(Manifest[1]).File("files/folder/b.txt", ArchiveBuilder.B)
                .File("files/a.txt", ArchiveBuilder.A).Archive()),
        ["a file that the manifest does not name"] = (
            "The archive holds 'files/z', which the manifest does not name there.", () => ArchiveBuilder.Sound().File("files/z", []).Archive()),
        ["a file that the archive does not hold"] = (
            "The manifest names 'folder/b.txt', which the archive does not hold.", () => Preamble().File("files/a.txt", ArchiveBuilder.A).Archive()),
        ["wrong hash"] = (
            $"'a.txt' has the SHA-256 {Hash([.. ArchiveBuilder.A.Reverse()])}; the manifest says {Manifest[0].Sha256}.",
            () => Preamble().File("files/a.txt", [.. ArchiveBuilder.A.Reverse()]).File("files/folder/b.txt", ArchiveBuilder.B).Archive()),
        ["wrong hash of the last file"] = (
            $"'folder/b.txt' has the SHA-256 {Hash(new byte[ArchiveBuilder.B.Length])}; the manifest says {Manifest[1].Sha256}.",
            () => Preamble().File("files/a.txt", ArchiveBuilder.A).File("files/folder/b.txt", new byte[ArchiveBuilder.B.Length]).Archive()),
        ["wrong size"] = (
            "'a.txt' has 11 bytes; the manifest says 12.", () => Preamble().File("files/a.txt", ArchiveBuilder.A[1..]).Archive()),
        ["wrong mode"] = (
            "'a.txt' has another mode than the manifest says.",
            () => Preamble().File("files/a.txt", ArchiveBuilder.A, ManifestEntry.ExecutableMode).Archive()),
        ["bomb by ratio"] = ("The archive expands to more than 100 times its size.", () => Zeros("zeros", 32 << 20).Archive()),
        ["bomb by count"] = ("The archive has more than 10 files.", () => Many(11)),
        ["bomb by size"] = (
            "The archive's files have more than 67108864 bytes.",
            () => new ArchiveBuilder().Version().Project().WithManifest(Manifest[0] with { Bytes = (64 << 20) + 1 }).Archive()),
        ["bomb by the sizes' sum"] = (
            "The archive's files have more than 67108864 bytes.",
            () => new ArchiveBuilder().Version().Project().WithManifest(ArchiveBuilder.Entry("a", []), Manifest[1] with { Bytes = long.MaxValue })
                .File("files/a", []).Archive()),
        ["bomb by manifest"] = (
            "The archive's manifest.ndjson has 65537 bytes; at most 65536 are accepted.",
            () => new ArchiveBuilder().Version().Project().File("manifest.ndjson", new byte[(64 << 10) + 1]).Archive()),
    };

    private static ArchiveBuilder Preamble() => new ArchiveBuilder().Version().Project().WithManifest(Manifest);

    private static byte[] WithProject(string json) => new ArchiveBuilder().Version().Project(json).WithManifest().Archive();

    private static byte[] Naming(string path) => new ArchiveBuilder().Version().Project()
        .WithManifest(ArchiveBuilder.Entry(path, ArchiveBuilder.A)).File($"files/{path}", ArchiveBuilder.A).Archive();

    private static ArchiveBuilder Zeros(string path, int length) => new ArchiveBuilder().Version().Project()
        .WithManifest(ArchiveBuilder.Entry(path, new byte[length])).File($"files/{path}", new byte[length]);

    private static byte[] Many(int files)
    {
        var paths = Enumerable.Range(10, files).Select(number => $"file-{number}").ToArray();
        var archive = new ArchiveBuilder().Version().Project().WithManifest([.. paths.Select(path => ArchiveBuilder.Entry(path, []))]);
        foreach (var path in paths)
            archive.File($"files/{path}", []);
        return archive.Archive();
    }

    private static byte[] OfType(char type, string link = "") => RawTar.BehindPreamble(RawTar.Entry("files/a.txt", type, link: link));

    private static string Refused(string name, string what) => $"The archive's entry '{name}' is {what}; only regular files are accepted.";

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static byte[] Flipped(byte[] bytes, int at)
    {
        var flipped = (byte[])bytes.Clone();
        flipped[at] ^= 0x10;
        return flipped;
    }
}
