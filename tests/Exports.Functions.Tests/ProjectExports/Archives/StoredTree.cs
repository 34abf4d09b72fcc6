using System.Security.Cryptography;
using System.Text;
using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.Tests.ProjectExports.Archives;

/// <summary>A project's tree in memory, as storage would hold it: contents by hash, and a manifest.</summary>
internal sealed class StoredTree : IArchiveSource
{
    private readonly Dictionary<string, byte[]> _contents = [];
    private readonly byte[] _manifest;

    public StoredTree(IReadOnlyDictionary<string, byte[]> files)
    {
        Files = files;
        using var manifest = new MemoryStream();
        using var writer = new ManifestWriter(manifest);
        foreach (var (path, content) in files.OrderBy(static file => file.Key, ManifestPathComparer.Instance))
        {
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
            _contents[sha256] = content;
            writer.WriteAsync(new ManifestEntry(path, content.Length, sha256, ModeOf(path))).AsTask().GetAwaiter().GetResult();
        }

        Plan = new ArchivePlan(ProjectJson, writer.CompleteAsync().AsTask().GetAwaiter().GetResult());
        _manifest = manifest.ToArray();
    }

    public static byte[] ProjectJson { get; } = Encoding.UTF8.GetBytes("""{"path":"group/name"}""");

    public IReadOnlyDictionary<string, byte[]> Files { get; }

    public ArchivePlan Plan { get; }

    /// <summary>How often a content was opened at an offset other than its start.</summary>
    public int OpenedInside { get; private set; }

    public static int ModeOf(string path) => path.EndsWith(".sh", StringComparison.Ordinal) ? ManifestEntry.ExecutableMode : ManifestEntry.RegularMode;

    /// <summary>Files of many sizes and kinds, with names of every awkward sort; the same for the same seed.</summary>
    public static StoredTree Random(int seed, int files, int largest)
    {
        var random = new Random(seed);
        var tree = new Dictionary<string, byte[]>();
        for (var i = 0; i < files; i++)
            tree[RandomPath(random, i)] = RandomContent(random, largest);
        return new StoredTree(tree);
    }

    /// <summary>Replaces what is stored for a file, without telling the manifest.</summary>
    public void Corrupt(string path, Func<byte[], byte[]> change)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Files[path]));
        _contents[sha256] = change([.. Files[path]]);
    }

    public Task<Stream> OpenManifestAsync(long offset, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(offset, _manifest.Length);
        return Task.FromResult<Stream>(new MemoryStream(_manifest, (int)offset, _manifest.Length - (int)offset));
    }

    public Task<Stream> OpenContentAsync(string sha256, long offset, long bytes, CancellationToken cancellationToken)
    {
        if (offset > 0)
            OpenedInside++;
        var content = _contents[sha256];
        var start = (int)Math.Min(offset, content.Length);
        return Task.FromResult<Stream>(new MemoryStream(content, start, (int)Math.Min(bytes, content.Length - start)));
    }

    private static string RandomPath(Random random, int i) => random.Next(6) switch
    {
        0 => $"{i:000}.sh",
        1 => $"folder-{i % 3}/{i:000} a%2Fb+c#?.txt.",
        2 => $"ünïcode/{i:000}-😀.md",
        3 => $"deep/{new string('x', 60)}/{new string('y', 60)}/{i:000}",
        4 => $"deep/{new string('z', 180)}-{i:000}",
        _ => $"src/part-{i % 4}/file-{i:000}.cs",
    };

    private static byte[] RandomContent(Random random, int largest)
    {
        var content = new byte[random.Next(4) switch { 0 => 0, 1 => 512 * random.Next(4), _ => random.Next(largest) }];
        if (random.Next(2) == 0)
            random.NextBytes(content);
        else
            Array.Fill(content, (byte)random.Next(256));
        return content;
    }
}
