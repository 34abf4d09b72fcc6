using System.Security.Cryptography;

namespace Exports.Functions.ProjectExports.Archives.Hashing;

/// <summary>
/// The running hash of the entry being written: the framework's fast one, or the resumable one where a segment may end inside the content.
/// </summary>
internal sealed class EntryHash : IDisposable
{
    private readonly IncrementalHash _fast = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ResumableSha256? _resumable;
    private bool _open;

    /// <param name="mayBeSplit">A segment may end before the content does.</param>
    /// <param name="state">The state an earlier segment left, or null at the content's start.</param>
    public void Begin(bool mayBeSplit, string? state)
    {
        _resumable = mayBeSplit || state is not null ? ResumableSha256.FromState(state) : null;
        _open = true;
    }

    public void Append(ReadOnlySpan<byte> data)
    {
        if (_resumable is { } resumable)
            resumable.Append(data);
        else
            _fast.AppendData(data);
    }

    public string Finish()
    {
        _open = false;
        return _resumable is { } resumable ? resumable.Finish() : Convert.ToHexStringLower(_fast.GetHashAndReset());
    }

    /// <summary>The state with which a later segment can go on, or null when no content is under way.</summary>
    public string? ExportState() => _open ? _resumable?.ExportState() : null;

    public void Dispose() => _fast.Dispose();
}
