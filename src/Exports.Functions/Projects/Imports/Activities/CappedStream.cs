using Exports.Functions.ProjectExports.Archives.Verification;

namespace Exports.Functions.Projects.Imports.Activities;

/// <summary>What a server sends, up to so many bytes.</summary>
internal sealed class CappedStream(Stream content, long limit, Func<Exception> onTooLong) : ReadOnlyStream
{
    private long _read;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await content.ReadAsync(buffer, cancellationToken);
        _read += read;
        return _read <= limit ? read : throw onTooLong();
    }
}
