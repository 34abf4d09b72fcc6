using Azure;
using Azure.Storage.Blobs.Models;
using Exports.EmbeddedHost.Engine.Store.Sqlite;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>One change of one blob within a write: what happens in SQLite, and which files nothing refers to afterwards.</summary>
internal sealed class BlobChange
{
    private readonly SqliteSession _session;
    private readonly string _name;
    private readonly BlobRows _blobs;
    private readonly BlockRows _blocks;
    private readonly StoredBlob? _stored;

    public BlobChange(SqliteSession session, long containerId, string name)
    {
        _session = session;
        _name = name;
        _blobs = new BlobRows(session, containerId);
        _blocks = new BlockRows(session, containerId, name);
        _stored = _blobs.Find(name);
    }

    /// <summary>To be deleted once the change is committed.</summary>
    public List<string> DroppedFiles { get; } = [];

    /// <summary>Makes received content the blob's.</summary>
    /// <exception cref="RequestFailedException">409 or 412 for an unmet condition.</exception>
    public BlobRecord Upload(ReceivedContent content, BlobWrite write, long version)
    {
        BlobConditions.CheckWrite(write.Conditions, _stored?.Record);
        DropContent(keeping: []);
        if (content.File is not null)
        {
            new ExtentRows(_session, version).Add(new Extent(0, content.Length, content.File));
        }

        return Put(write, content.Length, version, content.Hash, content.Bytes);
    }

    /// <summary>Makes the named blocks the blob's content.</summary>
    /// <exception cref="RequestFailedException">400 <c>InvalidBlockList</c>; 409 or 412 for an unmet condition.</exception>
    public BlobRecord Commit(IReadOnlyList<string> blockIds, BlobWrite write, long version, long stagedSince)
    {
        BlobConditions.CheckWrite(write.Conditions, _stored?.Record);
        var staged = _blocks.Since(stagedSince).ToDictionary(block => block.Id, StringComparer.Ordinal);
        var committed = CommittedBlocks();
        var extents = new ExtentRows(_session, version);
        var files = new HashSet<string>(StringComparer.Ordinal);
        var length = 0L;
        foreach (var id in blockIds)
        {
            if (staged.TryGetValue(id, out var block))
            {
                extents.AddStaged(_blocks, id, length);
            }
            else if (committed.TryGetValue(id, out var earlier))
            {
                extents.AddCommitted(_stored!.Record.Version, earlier.Start, length);
                block = earlier.Block;
            }
            else
            {
                throw BlobErrors.Refusal(400, "InvalidBlockList", $"The block list names '{id}', but no such block is there.");
            }

            files.Add(block.File ?? string.Empty);
            length += block.Length;
        }

        DropContent(files);
        return Put(write, length, version, hash: null, bytes: blockIds.Count == 0 ? [] : null);
    }

    /// <summary>Keeps a block for a later commit.</summary>
    /// <exception cref="RequestFailedException">400 <c>InvalidBlobOrBlock</c>: the blob's other ids have another length.</exception>
    public void Stage(string blockId, ReceivedContent content, long now)
    {
        if (_blocks.IdLength() is { } length && length != blockId.Length)
        {
            throw BlobErrors.Refusal(400, "InvalidBlobOrBlock", "All block ids of one blob must have one length.");
        }

        if (_blocks.FileOf(blockId) is { } replaced)
        {
            DroppedFiles.Add(replaced);
        }

        _blocks.Put(blockId, content, now);
    }

    /// <summary>Replaces all of the blob's metadata. Its content and its uncommitted blocks stay.</summary>
    /// <exception cref="RequestFailedException">404 <c>BlobNotFound</c>; 412 for an unmet condition.</exception>
    public BlobRecord Describe(IDictionary<string, string> metadata, BlobRequestConditions? conditions, long version)
    {
        BlobConditions.CheckWrite(conditions, _stored?.Record);
        if (_stored is null)
        {
            throw BlobErrors.BlobNotFound();
        }

        new ExtentRows(_session, _stored.Record.Version).MoveTo(version);
        _blobs.PutMetadata(_stored, metadata, version);
        return _stored.Record with { Metadata = metadata, Version = version };
    }

    /// <exception cref="RequestFailedException">404 <c>BlobNotFound</c>; 412 for an unmet condition.</exception>
    public void Delete(BlobRequestConditions? conditions)
    {
        if (_stored is null)
        {
            throw BlobErrors.BlobNotFound();
        }

        BlobConditions.CheckWrite(conditions, _stored.Record);
        DropContent(keeping: []);
        _blobs.Remove(_stored);
    }

    private Dictionary<string, (StoredBlock Block, long Start)> CommittedBlocks()
    {
        var blocks = new Dictionary<string, (StoredBlock Block, long Start)>(StringComparer.Ordinal);
        var start = 0L;
        foreach (var block in _stored is null ? [] : new ExtentRows(_session, _stored.Record.Version).Blocks())
        {
            blocks[block.Id] = (block, start);
            start += block.Length;
        }

        return blocks;
    }

    /// <summary>Takes the old content and every uncommitted block away, but not the files that the new content goes on using.</summary>
    private void DropContent(HashSet<string> keeping)
    {
        var files = _blocks.Files();
        _blocks.Clear();
        if (_stored is not null)
        {
            var extents = new ExtentRows(_session, _stored.Record.Version);
            files.AddRange(extents.Files());
            extents.Clear();
        }

        DroppedFiles.AddRange(files.Where(file => !keeping.Contains(file)).Distinct());
    }

    private BlobRecord Put(BlobWrite write, long length, long version, byte[]? hash, byte[]? bytes)
    {
        var headers = write.Headers ?? new BlobHttpHeaders();
        var blob = new BlobRecord
        {
            Name = _name,
            Length = length,
            Version = version,
            Created = _stored?.Record.Created ?? version,
            Metadata = write.Metadata ?? new Dictionary<string, string>(),
            Headers = new BlobHttpHeaders
            {
                ContentType = headers.ContentType ?? "application/octet-stream",
                ContentHash = headers.ContentHash ?? hash,
                ContentEncoding = headers.ContentEncoding,
                ContentLanguage = headers.ContentLanguage,
                ContentDisposition = headers.ContentDisposition,
                CacheControl = headers.CacheControl,
            },
        };
        _blobs.Put(blob, bytes);
        return blob;
    }
}
