using Exports.Functions.ProjectExports.Archives;

namespace Exports.Benchmarks.Archives;

/// <summary>Appends the blocks to one file.</summary>
internal sealed class FileArchiveSink(string path) : IArchiveSink, IAsyncDisposable
{
    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);

    public async Task StageBlockAsync(int index, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        await _file.WriteAsync(data, cancellationToken);

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
