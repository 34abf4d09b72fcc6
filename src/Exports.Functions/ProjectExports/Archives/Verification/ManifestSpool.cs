namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>
/// Keeps the manifest while the files it names are read: in memory when it is small, else in a temporary file that deletes itself.
/// </summary>
internal sealed class ManifestSpool : IAsyncDisposable
{
    private const int MaxMemoryBytes = 8 << 20;

    private readonly Stream _content;

    private ManifestSpool(Stream content, string sha256)
    {
        _content = content;
        Sha256 = sha256;
    }

    public long Bytes => _content.Length;

    public string Sha256 { get; }

    public static async Task<ManifestSpool> FillAsync(ArchiveTarEntry entry, CancellationToken cancellationToken)
    {
        Stream content = entry.Length <= MaxMemoryBytes ? new MemoryStream((int)entry.Length) : TemporaryFile();
        await using var verified = new VerifiedContent(entry.Content);
        await verified.CopyToAsync(content, cancellationToken);
        if (verified.Count < entry.Length)
            throw new EndOfStreamException();
        return new ManifestSpool(content, await verified.FinishAsync(cancellationToken));
    }

    /// <summary>The manifest from its start.</summary>
    public Stream Rewound()
    {
        _content.Position = 0;
        return _content;
    }

    public ValueTask DisposeAsync() => _content.DisposeAsync();

    private static FileStream TemporaryFile() => new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
}
