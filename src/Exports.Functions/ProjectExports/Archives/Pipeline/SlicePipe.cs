using System.Threading.Channels;

namespace Exports.Functions.ProjectExports.Archives.Pipeline;

/// <summary>
/// Carries slices from the one who fills them, over all cores that compress them, to the one who joins them, in order. The fixed number of
/// slices bounds the memory: whoever runs ahead waits for a free one.
/// </summary>
internal sealed class SlicePipe
{
    private readonly Channel<ArchiveSlice> _free = Channel.CreateUnbounded<ArchiveSlice>();
    private readonly Channel<Task<ArchiveSlice>> _work = Channel.CreateUnbounded<Task<ArchiveSlice>>();

    public SlicePipe(IEnumerable<ArchiveSlice> slices)
    {
        foreach (var slice in slices)
            Return(slice);
    }

    public ValueTask<ArchiveSlice> RentAsync(CancellationToken cancellationToken) => _free.Reader.ReadAsync(cancellationToken);

    public void Submit(ArchiveSlice slice) => _work.Writer.TryWrite(Task.Run(() =>
    {
        slice.Compress();
        return slice;
    }));

    /// <summary>Nothing more will be submitted.</summary>
    public void Complete() => _work.Writer.Complete();

    public IAsyncEnumerable<Task<ArchiveSlice>> ReadAllAsync(CancellationToken cancellationToken) =>
        _work.Reader.ReadAllAsync(cancellationToken);

    public void Return(ArchiveSlice slice)
    {
        slice.Reset();
        _free.Writer.TryWrite(slice);
    }
}
