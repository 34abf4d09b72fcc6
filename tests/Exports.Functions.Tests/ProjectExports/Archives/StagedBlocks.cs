using Exports.Functions.ProjectExports.Archives;

namespace Exports.Functions.Tests.ProjectExports.Archives;

/// <summary>Keeps staged blocks in memory and insists that a block that comes again is the same.</summary>
internal sealed class StagedBlocks : IArchiveSink
{
    private readonly SortedDictionary<int, byte[]> _blocks = [];

    public int Count => _blocks.Count;

    /// <summary>Called before a block is kept.</summary>
    public Action<int> Staging { get; init; } = static _ => { };

    public byte[] Archive => [.. _blocks.Values.SelectMany(static block => block)];

    public Task StageBlockAsync(int index, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        Staging(index);
        if (_blocks.TryGetValue(index, out var before))
            Assert.Equal(before, data.ToArray());
        _blocks[index] = data.ToArray();
        return Task.CompletedTask;
    }
}
