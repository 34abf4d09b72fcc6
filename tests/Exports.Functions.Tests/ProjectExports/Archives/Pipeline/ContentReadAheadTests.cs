using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.ProjectExports.Archives.Pipeline;

namespace Exports.Functions.Tests.ProjectExports.Archives.Pipeline;

public sealed class ContentReadAheadTests
{
    [Fact]
    public async Task ReadAsync_SmallFiles_AreReadManyAtOnceAndComeInOrder()
    {
        // No read completes before so many are under way: reading one after the other would never end.
        var source = new GatedSource(openAt: ContentReadAhead.MaxReads);

        var paths = await ReadAllAsync(source, files: 100, bytes: 10);

        Assert.Equal(Enumerable.Range(0, 100).Select(Name), paths);
        Assert.Equal(ContentReadAhead.MaxReads, source.MostAtOnce);
    }

    [Fact]
    public async Task ReadAsync_LargeFiles_StayWithinTheMemoryBound()
    {
        var source = new GatedSource(openAt: ContentReadAhead.MaxBytes / ContentReadAhead.ChunkBytes);

        await ReadAllAsync(source, files: 4, bytes: 5 * ContentReadAhead.ChunkBytes);

        Assert.Equal(ContentReadAhead.MaxBytes / ContentReadAhead.ChunkBytes, source.MostAtOnce);
    }

    [Fact]
    public async Task ReadAsync_Abandoned_WaitsForTheReadsUnderWay()
    {
        var source = new GatedSource(openAt: 1);
        var chunks = new ContentReadAhead(source).ReadAsync(Entries(files: 50, bytes: 10), static _ => 0, CancellationToken.None);

        await foreach (var chunk in chunks)
        {
            chunk.Dispose();
            break;
        }

        Assert.Equal(0, source.AtOnce);
    }

    private static async Task<List<string>> ReadAllAsync(IArchiveSource source, int files, int bytes)
    {
        var paths = new List<string>();
        await foreach (var chunk in new ContentReadAhead(source).ReadAsync(Entries(files, bytes), static _ => 0, CancellationToken.None))
        {
            using (chunk)
            {
                Assert.False(chunk.Data.Span.ContainsAnyExcept((byte)7));
                if (chunk.IsLast)
                    paths.Add(chunk.Entry.Name);
            }
        }

        return paths;
    }

    private static async IAsyncEnumerable<ArchiveEntry> Entries(int files, int bytes)
    {
        for (var i = 0; i < files; i++)
            yield return await ValueTask.FromResult(new ArchiveEntry(ArchiveEntryKind.File, Name(i), bytes, 0) { Sha256 = "" });
    }

    private static string Name(int i) => $"files/{i}";

    /// <summary>Opens nothing until as many opens wait as the test demands.</summary>
    private sealed class GatedSource(int openAt) : IArchiveSource
    {
        private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _lock = new();

        public int AtOnce { get; private set; }

        public int MostAtOnce { get; private set; }

        public Task<Stream> OpenManifestAsync(long offset, CancellationToken cancellationToken) => throw new NotSupportedException("No test reads a manifest.");

        public async Task<Stream> OpenContentAsync(string sha256, long offset, long bytes, CancellationToken cancellationToken)
        {
            Count(1);
            await _gate.Task;
            Count(-1);
            return new MemoryStream([.. Enumerable.Repeat((byte)7, (int)bytes)]);
        }

        private void Count(int change)
        {
            lock (_lock)
            {
                AtOnce += change;
                MostAtOnce = Math.Max(MostAtOnce, AtOnce);
                if (AtOnce >= openAt)
                    _gate.TrySetResult();
            }
        }
    }
}
