using System.Text;
using System.Text.Json;

namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>What stands before an archive's files, checked and kept: <c>VERSION</c>, <c>project.json</c>, <c>manifest.ndjson</c>.</summary>
internal sealed class ArchivePreamble : IAsyncDisposable
{
    private const int MaxVersionBytes = 64;
    private const int MaxProjectBytes = 1 << 20;

    private ArchivePreamble(ReadOnlyMemory<byte> projectJson, ManifestSpool manifest)
    {
        ProjectJson = projectJson;
        Manifest = manifest;
    }

    /// <summary>The content of <c>project.json</c>: a JSON object.</summary>
    public ReadOnlyMemory<byte> ProjectJson { get; }

    public ManifestSpool Manifest { get; }

    /// <exception cref="InvalidArchiveException">A part is missing, in a wrong place, too long, or not what it must be.</exception>
    public static async Task<ArchivePreamble> ReadAsync(ArchiveTar tar, ArchiveLimits limits, CancellationToken cancellationToken)
    {
        await CheckVersionAsync(tar, cancellationToken);
        var project = await ReadProjectAsync(tar, cancellationToken);
        var manifest = await NextAsync(tar, ArchiveFormat.ManifestName, cancellationToken);
        if (manifest.Length > limits.MaxManifestBytes)
        {
            throw new InvalidArchiveException(
                ArchiveDefect.TooLarge,
                $"The archive's {ArchiveFormat.ManifestName} has {manifest.Length} bytes; at most {limits.MaxManifestBytes} are accepted.");
        }

        return new ArchivePreamble(project, await ManifestSpool.FillAsync(manifest, cancellationToken));
    }

    public ValueTask DisposeAsync() => Manifest.DisposeAsync();

    private static async Task CheckVersionAsync(ArchiveTar tar, CancellationToken cancellationToken)
    {
        var entry = await NextAsync(tar, ArchiveFormat.VersionName, cancellationToken);
        var version = entry.Length <= MaxVersionBytes ? Encoding.UTF8.GetString(await ReadAllAsync(entry, cancellationToken)) : "";
        if (version != ArchiveFormat.Version + "\n")
        {
            throw new InvalidArchiveException(
                ArchiveDefect.UnsupportedVersion,
                $"The archive has the version '{version.TrimEnd()}'; only version {ArchiveFormat.Version} is known.");
        }
    }

    private static async Task<byte[]> ReadProjectAsync(ArchiveTar tar, CancellationToken cancellationToken)
    {
        var entry = await NextAsync(tar, ArchiveFormat.ProjectName, cancellationToken);
        if (entry.Length > MaxProjectBytes)
        {
            throw new InvalidArchiveException(
                ArchiveDefect.InvalidProject,
                $"The archive's {ArchiveFormat.ProjectName} has {entry.Length} bytes; at most {MaxProjectBytes} are accepted.");
        }

        var content = await ReadAllAsync(entry, cancellationToken);
        try
        {
            using var json = JsonDocument.Parse(content);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return content;
        }
        catch (JsonException malformed)
        {
            throw new InvalidArchiveException(
                ArchiveDefect.InvalidProject, $"The archive's {ArchiveFormat.ProjectName} is not JSON.", malformed);
        }

        throw new InvalidArchiveException(ArchiveDefect.InvalidProject, $"The archive's {ArchiveFormat.ProjectName} is not a JSON object.");
    }

    private static async Task<ArchiveTarEntry> NextAsync(ArchiveTar tar, string name, CancellationToken cancellationToken)
    {
        if (await tar.NextAsync(cancellationToken) is not { } entry)
            throw Missing(name);
        EntryName.Check(entry.Name);
        return entry.Name == name ? entry : throw Missing(name);
    }

    private static async Task<byte[]> ReadAllAsync(ArchiveTarEntry entry, CancellationToken cancellationToken)
    {
        var content = new byte[entry.Length];
        await entry.Content.ReadExactlyAsync(content, cancellationToken);
        return content;
    }

    private static InvalidArchiveException Missing(string name) =>
        new(ArchiveDefect.MissingPreamble, $"The archive has no {name} where it must be.");
}
