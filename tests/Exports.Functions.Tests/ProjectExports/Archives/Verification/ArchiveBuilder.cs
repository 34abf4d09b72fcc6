using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.Tests.ProjectExports.Archives.Verification;

/// <summary>Makes archives by the framework's own writers: sound ones, and with one thing wrong.</summary>
internal sealed class ArchiveBuilder
{
    private readonly List<TarEntry> _entries = [];

    public static byte[] A { get; } = "content of a"u8.ToArray();

    public static byte[] B { get; } = [.. Enumerable.Repeat("content of b, "u8.ToArray(), 5000).SelectMany(static text => text)];

    public static ManifestEntry[] Manifest { get; } = [Entry("a.txt", A), Entry("folder/b.txt", B)];

    /// <summary>The parts of a sound archive, in order.</summary>
    public static ArchiveBuilder Sound() => new ArchiveBuilder().Version().Project().WithManifest(Manifest).File("files/a.txt", A).File("files/folder/b.txt", B);

    public static ManifestEntry Entry(string path, byte[] content) =>
        new(path, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), ManifestEntry.RegularMode);

    public ArchiveBuilder Version(string version = "1\n") => File("VERSION", Encoding.UTF8.GetBytes(version));

    public ArchiveBuilder Project(string json = "{}") => File("project.json", Encoding.UTF8.GetBytes(json));

    public ArchiveBuilder WithManifest(params ManifestEntry[] entries) => File("manifest.ndjson", ManifestBytes(entries));

    public ArchiveBuilder File(string name, byte[] content, int mode = ManifestEntry.RegularMode) =>
        Add(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content), Mode = (UnixFileMode)mode });

    public ArchiveBuilder Add(TarEntry entry)
    {
        _entries.Add(entry);
        return this;
    }

    public byte[] Tar()
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Pax, leaveOpen: true))
            _entries.ForEach(writer.WriteEntry);
        return tar.ToArray();
    }

    public byte[] Archive() => Gzip(Tar());

    public static byte[] Gzip(byte[] content)
    {
        using var archive = new MemoryStream();
        using (var gzip = new GZipStream(archive, CompressionLevel.Fastest))
            gzip.Write(content);
        return archive.ToArray();
    }

    public static byte[] ManifestBytes(params ManifestEntry[] entries) =>
        Encoding.UTF8.GetBytes(string.Concat(entries.Select(static entry =>
            $$"""{"path":"{{entry.Path}}","bytes":{{entry.Bytes}},"sha256":"{{entry.Sha256}}","mode":"0{{Convert.ToString(entry.Mode, 8)}}"}""" + "\n")));
}
