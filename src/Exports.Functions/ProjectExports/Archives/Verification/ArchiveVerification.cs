using Exports.Functions.Projects;
using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>One pass over one archive.</summary>
internal sealed class ArchiveVerification(ArchiveTar tar, ArchiveLimits limits, ArchiveFileReader? onFile)
{
    private long _fileCount;
    private long _totalBytes;
    private string _previous = "";

    public async Task<ArchiveSegmentEnd> RunAsync(ArchiveSegment segment, CancellationToken cancellationToken)
    {
        await using var preamble = await ArchivePreamble.ReadAsync(tar, limits, cancellationToken);
        await foreach (var file in ManifestReader.ReadAsync(preamble.Manifest.Rewound(), cancellationToken))
        {
            if (_fileCount > segment.FilesDone && segment.IsOver())
                return new ArchiveSegmentEnd(_fileCount, Contents: null);
            await CheckFileAsync(file, isPassed: _fileCount < segment.FilesDone, cancellationToken);
        }

        if (await tar.NextAsync(cancellationToken) is { } extra)
            throw Unexpected(extra.Name);
        await tar.EnsureEndAsync(cancellationToken);
        var summary = new ManifestSummary(preamble.Manifest.Bytes, preamble.Manifest.Sha256, _fileCount, _totalBytes);
        return new(_fileCount, new ArchiveContents(preamble.ProjectJson, summary, tar.CompressedBytes, tar.CompressedSha256));
    }

    private async Task CheckFileAsync(ManifestEntry file, bool isPassed, CancellationToken cancellationToken)
    {
        _fileCount++;
        _totalBytes += file.Bytes;
        CheckLimits();
        CheckPath(file);
        var entry = await tar.NextAsync(cancellationToken) ?? throw await MissingAtEndAsync(file, cancellationToken);
        CheckHeader(file, entry);
        _previous = entry.Name;
        if (!isPassed)
            await CheckContentAsync(file, entry, cancellationToken);
    }

    private async Task CheckContentAsync(ManifestEntry file, ArchiveTarEntry entry, CancellationToken cancellationToken)
    {
        await using var content = new VerifiedContent(entry.Content);
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

    /// <summary>What no commit would have accepted; the manifest's own format knows nothing of backslashes.</summary>
    private static void CheckPath(ManifestEntry file)
    {
        if (FilePath.Fault(file.Path) is { } fault)
            throw new InvalidArchiveException(
                ArchiveDefect.InvalidManifest, $"The archive's manifest is not valid: The path '{file.Path}' {fault}.");
    }

    private void CheckHeader(ManifestEntry file, ArchiveTarEntry entry)
    {
        var expected = ArchiveFormat.FilesPrefix + file.Path;
        if (entry.Name != expected)
            throw ManifestPathComparer.Instance.Compare(entry.Name, expected) < 0 ? Unexpected(entry.Name) : Missing(file, entry.Name);
        if (entry.Length != file.Bytes)
        {
            throw new InvalidArchiveException(
                ArchiveDefect.WrongSize, $"'{file.Path}' has {entry.Length} bytes; the manifest says {file.Bytes}.");
        }

        if (entry.Mode != file.Mode)
            throw new InvalidArchiveException(ArchiveDefect.WrongMode, $"'{file.Path}' has another mode than the manifest says.");
    }

    /// <summary>A file is only missing when the archive has a proper end; otherwise the end is what is missing.</summary>
    private async Task<InvalidArchiveException> MissingAtEndAsync(ManifestEntry file, CancellationToken cancellationToken)
    {
        await tar.EnsureEndAsync(cancellationToken);
        return Missing(file);
    }

    private static InvalidArchiveException Missing(ManifestEntry file, string? instead = null)
    {
        EntryName.Check(instead ?? "");
        return new(ArchiveDefect.MissingFile, $"The manifest names '{file.Path}', which the archive does not hold.");
    }

    private InvalidArchiveException Unexpected(string name)
    {
        EntryName.Check(name);
        if (name == _previous)
            return new(ArchiveDefect.WrongOrder, $"The archive holds '{name}' twice.");
        return ManifestPathComparer.Instance.Compare(name, _previous) < 0
            ? new(ArchiveDefect.WrongOrder, $"The archive holds '{name}' behind '{_previous}'; entries must be in the manifest's order.")
            : new(ArchiveDefect.UnexpectedEntry, $"The archive holds '{name}', which the manifest does not name there.");
    }
}
