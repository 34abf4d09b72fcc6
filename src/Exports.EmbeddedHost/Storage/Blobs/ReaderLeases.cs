namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>
/// Who is reading which blob: a file that a change has dropped is deleted once nobody reads the blob any more, so that a reader goes on
/// to the end of the version it began with. What is still being read when the process ends is swept at the next start.
/// </summary>
internal sealed class ReaderLeases(BlobFiles files)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<BlobAddress, Reading> _reading = [];

    /// <summary>Until the answer is disposed of, files of the blob stay.</summary>
    public IDisposable Enter(BlobAddress address)
    {
        lock (_gate)
        {
            if (!_reading.TryGetValue(address, out var reading))
            {
                _reading.Add(address, reading = new Reading());
            }

            reading.Readers++;
        }

        return new Lease(this, address);
    }

    /// <summary>Deletes files that nothing refers to any more, now or when the last reader leaves.</summary>
    public void Drop(BlobAddress address, List<string> dropped)
    {
        lock (_gate)
        {
            if (_reading.TryGetValue(address, out var reading))
            {
                reading.Dropped.AddRange(dropped);
                return;
            }
        }

        dropped.ForEach(files.Delete);
    }

    private void Leave(BlobAddress address)
    {
        Reading reading;
        lock (_gate)
        {
            reading = _reading[address];
            if (--reading.Readers > 0)
            {
                return;
            }

            _reading.Remove(address);
        }

        reading.Dropped.ForEach(files.Delete);
    }

    private sealed class Reading
    {
        public int Readers { get; set; }

        public List<string> Dropped { get; } = [];
    }

    private sealed class Lease(ReaderLeases readers, BlobAddress address) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                readers.Leave(address);
            }
        }
    }
}
