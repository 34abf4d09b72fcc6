namespace Exports.Functions.ProjectExports.Archives;

/// <summary>Where an archive's blocks go.</summary>
internal interface IArchiveSink
{
    /// <summary>
    /// Keeps a block, uncommitted. Indexes rise by one from 0, one call at a time; after a crash a block may come again, with the same
    /// bytes. The memory is reused once the task completes.
    /// </summary>
    Task StageBlockAsync(int index, ReadOnlyMemory<byte> data, CancellationToken cancellationToken);
}
