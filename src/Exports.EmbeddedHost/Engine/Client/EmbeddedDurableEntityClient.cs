using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.Entities;
using Exports.EmbeddedHost.Engine.Replay;
using Exports.EmbeddedHost.Engine.Store;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Engine.Client;

/// <summary>Entities for clients: signal, read, query, clean up (rules N20 to N23).</summary>
internal sealed class EmbeddedDurableEntityClient(string name, ClientParts parts) : DurableEntityClient(name)
{
    public override Task SignalEntityAsync(
        EntityInstanceId id,
        string operationName,
        object? input = null,
        SignalEntityOptions? options = null,
        CancellationToken cancellation = default)
    {
        var entity = EntityIds.Format(id);
        ArgumentNullException.ThrowIfNull(operationName);
        cancellation.ThrowIfCancellationRequested();
        var payload = parts.Converter.Serialize(input, $"The input of signal '{operationName}'");
        var message = new EntityMessage(
            parts.Sequence.Next(), entity, new OperationRequest(operationName, payload, null), options?.SignalTime);
        return parts.SignalAsync(message);
    }

    public override Task<EntityMetadata?> GetEntityAsync(
        EntityInstanceId id, bool includeState = true, CancellationToken cancellation = default)
    {
        var record = Read(id, includeState, cancellation);
        return Task.FromResult(record is null ? null : ToMetadata(record, includeState));
    }

    public override Task<EntityMetadata<T>?> GetEntityAsync<T>(
        EntityInstanceId id, bool includeState = true, CancellationToken cancellation = default)
    {
        var record = Read(id, includeState, cancellation);
        return Task.FromResult(record is null ? null : ToMetadata<T>(record, includeState));
    }

    public override AsyncPageable<EntityMetadata> GetAllEntitiesAsync(EntityQuery? filter = null) => Query(filter, ToMetadata);

    public override AsyncPageable<EntityMetadata<T>> GetAllEntitiesAsync<T>(EntityQuery? filter = null) => Query(filter, ToMetadata<T>);

    public override Task<CleanEntityStorageResult> CleanEntityStorageAsync(
        CleanEntityStorageRequest? request = null, bool continueUntilComplete = true, CancellationToken cancellation = default) =>
        new EntityStorageCleaner(parts).CleanAsync(request ?? CleanEntityStorageRequest.Default, continueUntilComplete, cancellation);

    private EntityRecord? Read(EntityInstanceId id, bool includeState, CancellationToken cancellation)
    {
        var entity = EntityIds.Format(id);
        cancellation.ThrowIfCancellationRequested();
        return parts.Store.ReadEntity(entity, includeState) is { State: not null } record ? record : null;
    }

    private AsyncPageable<TMetadata> Query<TMetadata>(EntityQuery? filter, Func<EntityRecord, bool, TMetadata> toMetadata)
        where TMetadata : notnull
    {
        filter ??= new EntityQuery();
        return Pageable.Create((continuation, pageSize, cancellation) =>
        {
            cancellation.ThrowIfCancellationRequested();
            var query = new EntityFilter
            {
                IdPrefix = filter.InstanceIdStartsWith,
                ModifiedFrom = filter.LastModifiedFrom,
                ModifiedTo = filter.LastModifiedTo,
                IncludeTransient = filter.IncludeTransient,
                WithState = filter.IncludeState,
                After = continuation ?? filter.ContinuationToken,
                Limit = Paging.Limit(pageSize ?? filter.PageSize ?? EntityQuery.DefaultPageSize),
            };
            var records = parts.Store.QueryEntities(query);
            var values = records.Select(record => toMetadata(record, filter.IncludeState)).ToArray();
            return Task.FromResult(new Page<TMetadata>(values, Paging.NextToken(records, query.Limit, record => record.Id)));
        });
    }

    private EntityMetadata ToMetadata(EntityRecord record, bool includeState)
    {
        var state = includeState && record.State is { } json ? new SerializedData(json, parts.Converter.DataConverter) : null;
        return new EntityMetadata(EntityInstanceId.FromString(record.Id), state)
        {
            LastModifiedTime = record.ModifiedAt,
            BacklogQueueSize = BacklogOf(record),
            LockedBy = record.Lock?.InstanceId,
        };
    }

    private EntityMetadata<T> ToMetadata<T>(EntityRecord record, bool includeState)
    {
        var id = EntityInstanceId.FromString(record.Id);
        var backlog = BacklogOf(record);
        return includeState && record.State is { } json
            ? new EntityMetadata<T>(id, parts.Converter.Deserialize<T>(json))
            {
                LastModifiedTime = record.ModifiedAt,
                BacklogQueueSize = backlog,
                LockedBy = record.Lock?.InstanceId,
            }
            : new EntityMetadata<T>(id)
            {
                LastModifiedTime = record.ModifiedAt,
                BacklogQueueSize = backlog,
                LockedBy = record.Lock?.InstanceId,
            };
    }

    private int BacklogOf(EntityRecord record) => parts.Store.CountBacklog(record.Id, parts.Time.GetUtcNow());
}
