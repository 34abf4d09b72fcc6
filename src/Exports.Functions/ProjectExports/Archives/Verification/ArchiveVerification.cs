using System.Formats.Tar;
using System.Text;
using System.Text.Json;
using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>One pass over one archive.</summary>
internal sealed class ArchiveVerification(ArchiveTar tar, ArchiveLimits limits, ArchiveFileReader? onFile)
{
    private const int MaxVersionBytes = 64;
    private const int MaxProjectBytes = 1 << 20;

    private long _fileCount;
    private long _totalBytes;

    public async Task<ArchiveContents> RunAsync(CancellationToken cancellationToken)
    {
        await CheckVersionAsync(cancellationToken);
        var project = await ReadProjectAsync(cancellationToken);
        var manifestEntry = await PreambleAsync(ArchiveFormat.ManifestName, cancellationToken);
        await using var manifest = await ManifestSpool.FillAsync(manifestEntry, cancellationToken);
        await foreach (var file in ManifestReader.ReadAsync(manifest.Rewound(), cancellationToken))
            await CheckFileAsync(file, cancellationToken);

        if (await tar.NextAsync(cancellationToken) is { } extra)
            throw Unexpected(extra.Name);
        await tar.EnsureEndAsync(cancellationToken);
        var summary = new ManifestSummary(manifest.Bytes, manifest.Sha256, _fileCount, _totalBytes);
        return new ArchiveContents(project, summary, tar.CompressedBytes, tar.CompressedSha256);
    }

    private async Task CheckVersionAsync(CancellationToken cancellationToken)
    {
        var entry = await PreambleAsync(ArchiveFormat.VersionName, cancellationToken);
        var version = entry.Length <= MaxVersionBytes ? Encoding.UTF8.GetString(await ReadAllAsync(entry, cancellationToken)) : "";
        if (version != ArchiveFormat.Version + "\n")
        {
            throw new InvalidArchiveException(
                ArchiveDefect.UnsupportedVersion,
                $"The archive has the version '{version.TrimEnd()}'; only version {ArchiveFormat.Version} is known.");
        }
    }

    private async Task<byte[]> ReadProjectAsync(CancellationToken cancellationToken)
    {
        var entry = await PreambleAsync(ArchiveFormat.ProjectName, cancellationToken);
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

    private async Task CheckFileAsync(ManifestEntry file, CancellationToken cancellationToken)
    {
        _fileCount++;
        _totalBytes += file.Bytes;
        CheckLimits();
        var entry = await tar.NextAsync(cancellationToken) ?? throw await MissingAtEndAsync(file, cancellationToken);
        CheckHeader(file, entry);

        await using var content = new VerifiedContent(entry.DataStream ?? Stream.Null);
        if (onFile is not null)
            await onFile(file, content, cancellationToken);
        var sha256 = await content.FinishAsync(cancellationToken);
        if (content.Count < file.Bytes)
            throw new InvalidArchiveException(ArchiveDefect.Truncated, $"The archive ends in the middle of '{file.Path}'.");
        if (sha256 != file.Sha256)
        {
            throw new InvalidArchiveException(
                ArchiveDefect.WrongHash, $"'{file.Path}' has the SHA-256 {sha256}; the manifest says {file.Sha256}.");
        }
    }

    private void CheckLimits()
    {
        if (_fileCount > limits.MaxFiles)
            throw new InvalidArchiveException(ArchiveDefect.TooLarge, $"The archive has more than {limits.MaxFiles} files.");
        if (_totalBytes > limits.MaxTotalBytes || _totalBytes < 0)
            throw new InvalidArchiveException(ArchiveDefect.TooLarge, $"The archive's files have more than {limits.MaxTotalBytes} bytes.");
    }

    private static void CheckHeader(ManifestEntry file, TarEntry entry)
    {
        var expected = ArchiveFormat.FilesPrefix + file.Path;
        if (entry.Name != expected)
            throw ManifestPathComparer.Instance.Compare(entry.Name, expected) < 0 ? Unexpected(entry.Name) : Missing(file);
        if (entry.Length != file.Bytes)
        {
            throw new InvalidArchiveException(
                ArchiveDefect.WrongSize, $"'{file.Path}' has {entry.Length} bytes; the manifest says {file.Bytes}.");
        }

        if ((int)entry.Mode != file.Mode)
            throw new InvalidArchiveException(ArchiveDefect.WrongMode, $"'{file.Path}' has another mode than the manifest says.");
    }

    private async Task<TarEntry> PreambleAsync(string name, CancellationToken cancellationToken) =>
        await tar.NextAsync(cancellationToken) is { } entry && entry.Name == name
            ? entry
            : throw new InvalidArchiveException(ArchiveDefect.MissingPreamble, $"The archive has no {name} where it must be.");

    private static async Task<byte[]> ReadAllAsync(TarEntry entry, CancellationToken cancellationToken)
    {
        var content = new byte[entry.Length];
        if (entry.DataStream is { } data)
            await data.ReadExactlyAsync(content, cancellationToken);
        return content;
    }

    /// <summary>A file is only missing when the archive has a proper end; otherwise the end is what is missing.</summary>
    private async Task<InvalidArchiveException> MissingAtEndAsync(ManifestEntry file, CancellationToken cancellationToken)
    {
        await tar.EnsureEndAsync(cancellationToken);
        return Missing(file);
    }

    private static InvalidArchiveException Missing(ManifestEntry file) =>
        new(ArchiveDefect.MissingFile, $"The manifest names '{file.Path}', which the archive does not hold.");

    private static InvalidArchiveException Unexpected(string name) =>
        new(ArchiveDefect.UnexpectedEntry, $"The archive holds '{name}', which the manifest does not name there.");
}
