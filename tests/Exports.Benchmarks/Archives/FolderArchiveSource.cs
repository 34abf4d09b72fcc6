using System.Security.Cryptography;
using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.Projects.Manifests;

namespace Exports.Benchmarks.Archives;

/// <summary>A folder seen as a project's stored tree: contents are found by hash, as the product's storage finds them.</summary>
internal sealed class FolderArchiveSource : IArchiveSource
{
    private readonly Dictionary<string, string> _pathBySha256;
    private readonly byte[] _manifest;

    private FolderArchiveSource(Dictionary<string, string> pathBySha256, byte[] manifest, ManifestSummary summary)
    {
        _pathBySha256 = pathBySha256;
        _manifest = manifest;
        Summary = summary;
    }

    public ManifestSummary Summary { get; }

    /// <summary>Hashes the folder's files; the product does that when files are put, not when they are exported.</summary>
    public static async Task<FolderArchiveSource> ScanAsync(string folder)
    {
        var pathBySha256 = new Dictionary<string, string>();
        using var manifest = new MemoryStream();
        using var writer = new ManifestWriter(manifest);
        var paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path));
        foreach (var path in paths.Order(ManifestPathComparer.Instance))
        {
            await using var file = File.OpenRead(Path.Combine(folder, path));
            var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file));
            pathBySha256[sha256] = Path.Combine(folder, path);
            await writer.WriteAsync(new ManifestEntry(path, file.Length, sha256, ManifestEntry.RegularMode));
        }

        var summary = await writer.CompleteAsync();
        return new FolderArchiveSource(pathBySha256, manifest.ToArray(), summary);
    }

    public Task<Stream> OpenManifestAsync(long offset, CancellationToken cancellationToken) =>
        Task.FromResult<Stream>(new MemoryStream(_manifest, (int)offset, _manifest.Length - (int)offset, writable: false));

    public Task<Stream> OpenContentAsync(string sha256, long offset, long bytes, CancellationToken cancellationToken)
    {
        var file = new FileStream(_pathBySha256[sha256], FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        file.Position = offset;
        return Task.FromResult<Stream>(file);
    }
}
