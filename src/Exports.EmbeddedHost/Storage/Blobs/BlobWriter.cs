using Azure;
using Azure.Storage.Blobs.Models;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>
/// Writes blobs. Every write is a commit of its own; when the commit's observer throws afterwards, the caller gets that exception
/// although the write is applied.
/// </summary>
internal sealed class BlobWriter(BlobContext context, VersionClock clock)
{
    private readonly ContentReceiver _receiver = new(context.Files);

    /// <summary>Makes a stream's content the blob's, in one step.</summary>
    /// <exception cref="RequestFailedException">404, 409, 412; 400 for a broken rule or a wrong MD5.</exception>
    public async Task<BlobRecord> UploadAsync(BlobAddress address, Stream content, BlobWrite write, CancellationToken cancellationToken)
    {
        address = context.Begin(address);
        BlobRules.CheckMetadata(write.Metadata);
        CheckBeforeTransfer(address, write.Conditions);
        var received = await _receiver.ReceiveAsync(content, new ReceiveRequest(WantsHash: true, write.Progress), cancellationToken);
        return await ChangeAsync(
            new CommitPoint(CommitSource.Blob, "UploadBlob", address.ToString()),
            address,
            (session, change) =>
            {
                BlobRules.CheckHash(write.TransferHash, received.Hash);
                BlobRules.CheckHash(write.Headers?.ContentHash, received.Hash);
                return change.Upload(received, write, clock.Next(session));
            },
            received.File);
    }

    /// <summary>Keeps a block until it is committed, at most a week.</summary>
    /// <exception cref="RequestFailedException">404; 400 for a broken rule or a wrong MD5; 413 <c>RequestBodyTooLarge</c>.</exception>
    public async Task<BlockInfo> StageBlockAsync(
        BlobAddress address, string blockId, Stream content, BlockWrite write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        address = context.Begin(address);
        BlobRules.CheckBlockId(blockId);
        BlobConditions.CheckNone(write.Conditions);
        context.Containers.Get(address.Container);
        var request = new ReceiveRequest(write.TransferHash is not null, write.Progress, BlobRules.MaxBlockBytes);
        var received = await _receiver.ReceiveAsync(content, request, cancellationToken);
        return await ChangeAsync(
            new CommitPoint(CommitSource.Blob, "StageBlock", address.ToString()),
            address,
            (_, change) =>
            {
                BlobRules.CheckBlockLength(received.Length);
                BlobRules.CheckHash(write.TransferHash, received.Hash);
                change.Stage(blockId, received, context.Time.GetUtcNow().UtcTicks);
                return new BlockInfo { ContentHash = received.Hash };
            },
            received.File);
    }

    /// <summary>Makes staged and committed blocks the blob's content, in the order of their ids.</summary>
    /// <exception cref="RequestFailedException">404, 409, 412; 400 <c>InvalidBlockList</c> or for another broken rule.</exception>
    public async Task<BlobRecord> CommitAsync(BlobAddress address, IReadOnlyList<string> blockIds, BlobWrite write)
    {
        address = context.Begin(address);
        BlobRules.CheckMetadata(write.Metadata);
        BlobRules.CheckBlockList(blockIds);
        return await ChangeAsync(
            new CommitPoint(CommitSource.Blob, "CommitBlockList", address.ToString()),
            address,
            (session, change) => change.Commit(blockIds, write, clock.Next(session), BlobSweep.OldestBlock(context.Time)));
    }

    /// <summary>Replaces a blob's metadata.</summary>
    /// <exception cref="RequestFailedException">404; 412 for an unmet condition; 400 for a broken rule.</exception>
    public Task<BlobRecord> DescribeAsync(BlobAddress address, IDictionary<string, string>? metadata, BlobRequestConditions? conditions)
    {
        address = context.Begin(address);
        BlobRules.CheckMetadata(metadata);
        return ChangeAsync(
            new CommitPoint(CommitSource.Blob, "SetBlobMetadata", address.ToString()),
            address,
            (session, change) => change.Describe(metadata ?? new Dictionary<string, string>(), conditions, clock.Next(session)));
    }

    /// <exception cref="RequestFailedException">404; 412 for an unmet condition.</exception>
    public Task DeleteAsync(BlobAddress address, BlobRequestConditions? conditions)
    {
        address = context.Begin(address);
        return ChangeAsync(
            new CommitPoint(CommitSource.Blob, "DeleteBlob", address.ToString()),
            address,
            (_, change) =>
            {
                change.Delete(conditions);
                return true;
            });
    }

    /// <summary>Refuses what can be refused before the content has come; the commit checks again.</summary>
    private void CheckBeforeTransfer(BlobAddress address, BlobRequestConditions? conditions)
    {
        context.Containers.Get(address.Container);
        if (conditions is not null)
        {
            BlobConditions.CheckWrite(conditions, context.FindRecord(address));
        }
    }

    /// <summary>
    /// Commits a change and then deletes the files it dropped; a change that is refused, or that the database rolled back, takes its own
    /// new file with it.
    /// </summary>
    private async Task<T> ChangeAsync<T>(
        CommitPoint point, BlobAddress address, Func<SqliteSession, BlobChange, T> apply, string? newFile = null)
    {
        // From here on the outcome may be unknown to the caller; then the files stay, and the next start sweeps what is not referred to.
        var isRefused = true;
        var dropped = new List<string>();
        try
        {
            var containerId = context.Containers.Get(address.Container);
            var result = await context.Database.CommitAsync(point, session =>
            {
                var change = new BlobChange(session, containerId, address.Blob);
                var applied = apply(session, change);
                dropped = change.DroppedFiles;
                isRefused = false;
                return applied;
            });
            context.Leases.Drop(address, dropped);
            return result;
        }
        catch (Exception exception) when (newFile is not null && (isRefused || exception.InnerException is SqliteException))
        {
            context.Files.Delete(newFile);
            throw;
        }
    }
}
