#nullable disable

using Azure.Data.Tables.Models;
using Exports.EmbeddedHost.Storage;
using Exports.EmbeddedHost.Storage.Tables;
using Exports.EmbeddedHost.Storage.Tables.Binding;
using Exports.EmbeddedHost.Storage.Tables.Filters;

namespace Azure.Data.Tables;

/// <summary>
/// The entities of one table. Each write commits on its own; a write can be applied and still fail with a timeout.
/// Refusals are <see cref="RequestFailedException"/> with the service's status and <see cref="TableErrorCode"/>.
/// </summary>
public class TableClient
{
    private readonly TableStore _store;

    internal TableClient(TableStore store, string name)
    {
        _store = store;
        Name = name;
    }

    /// <summary>For mocking.</summary>
    protected TableClient()
    {
    }

    public virtual string Name { get; }

    /// <summary>An OData filter with the interpolated values quoted and typed.</summary>
    public static string CreateQueryFilter(FormattableString filter) => FilterLiteral.Format(filter);

    /// <summary>Creates the table, or leaves it alone where it exists.</summary>
    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var created = await _store.CreateTableIfNotExistsAsync(Name);
        return Response.FromValue(new TableItem(Name), StoreResponse.Of(created ? 201 : 409));
    }

    /// <exception cref="RequestFailedException">
    /// 409 <c>EntityAlreadyExists</c>; 404 <c>TableNotFound</c>; 400 for a broken rule.
    /// </exception>
    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        WriteAsync(EntityWriteKind.Add, entity, default, cancellationToken);

    /// <exception cref="RequestFailedException">404 <c>TableNotFound</c>; 400 for a broken rule.</exception>
    public virtual Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        WriteAsync(EntityWrite.UpsertKind(mode), entity, default, cancellationToken);

    /// <param name="entity">The properties to write.</param>
    /// <param name="ifMatch">The version to be replaced, or <see cref="ETag.All"/> for any.</param>
    /// <param name="mode">What happens to properties that <paramref name="entity"/> does not have.</param>
    /// <param name="cancellationToken">Checked before the write starts.</param>
    /// <exception cref="ArgumentException"><paramref name="ifMatch"/> is the default value.</exception>
    /// <exception cref="RequestFailedException">
    /// 412 <c>UpdateConditionNotSatisfied</c>; 404 <c>ResourceNotFound</c>; 400 for a broken rule.
    /// </exception>
    public virtual Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        if (ifMatch == default)
        {
            throw new ArgumentException("Value cannot be empty.", nameof(ifMatch));
        }

        return WriteAsync(EntityWrite.UpdateKind(mode), entity, ifMatch, cancellationToken);
    }

    /// <summary>Deletes an entity; where it is missing the answer is a response with status 404, not an exception.</summary>
    /// <exception cref="RequestFailedException">412 <c>UpdateConditionNotSatisfied</c>.</exception>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await _store.WriteAsync(Name, EntityWrite.Delete(partitionKey, rowKey, ifMatch == default ? ETag.All : ifMatch));
            return StoreResponse.Of(204);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return StoreResponse.Of(exception);
        }
    }

    /// <inheritdoc cref="DeleteEntityAsync(string, string, ETag, CancellationToken)"/>
    public virtual Task<Response> DeleteEntityAsync(
        ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <exception cref="RequestFailedException">404 <c>ResourceNotFound</c> or <c>TableNotFound</c>.</exception>
    public virtual Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return Answer.From(() => Get<T>(partitionKey, rowKey, select), cancellationToken);
    }

    /// <summary>As <see cref="GetEntityAsync{T}"/>, but a missing entity or table is an answer without a value.</summary>
    public virtual Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return Answer.From<NullableResponse<T>>(() =>
        {
            try
            {
                return Get<T>(partitionKey, rowKey, select);
            }
            catch (RequestFailedException exception) when (exception.Status == 404)
            {
                return new NoValueResponse<T>(StoreResponse.Of(exception));
            }
        }, cancellationToken);
    }

    /// <summary>
    /// The entities that satisfy an OData filter (all of them when null), in the order of their keys. A page may be short or empty
    /// and still have a continuation. Nothing is read, and nothing is refused, before the first page is asked for.
    /// </summary>
    /// <param name="filter">The filter, e.g. from <see cref="CreateQueryFilter(FormattableString)"/>.</param>
    /// <param name="maxPerPage">At most this many per page; 1 to 1000, the default is 1000.</param>
    /// <param name="select">The properties to return; all of them when null.</param>
    /// <param name="cancellationToken">Checked before each page.</param>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var selection = select?.ToArray();
        return new StorePageable<T>(maxPerPage, (continuation, size) =>
        {
            var page = _store.Query(Name, new EntityQuery(filter, size, continuation));
            var values = page.Entities.Select(entity => EntityBinder.Bind<T>(entity, selection)).ToArray();
            return Page<T>.FromValues(values, page.ContinuationToken, StoreResponse.Of(200));
        }, cancellationToken);
    }

    /// <summary>Applies 1 to 100 actions on one partition, all or none.</summary>
    /// <exception cref="InvalidOperationException">No action was given.</exception>
    /// <exception cref="TableTransactionFailedException">The transaction was refused; the exception names the action.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var writes = transactionActions.Select(EntityWrite.From).ToArray();
        if (writes.Length == 0)
        {
            throw new InvalidOperationException("Transaction cannot be empty.");
        }

        cancellationToken.ThrowIfCancellationRequested();
        var tags = await _store.WriteTransactionAsync(Name, writes);
        IReadOnlyList<Response> responses = tags.Select(tag => StoreResponse.Of(204, tag)).ToArray();
        return Response.FromValue(responses, StoreResponse.Of(202));
    }

    private async Task<Response> WriteAsync(EntityWriteKind kind, ITableEntity entity, ETag ifMatch, CancellationToken cancellationToken)
    {
        var write = EntityWrite.Of(kind, entity, ifMatch);
        cancellationToken.ThrowIfCancellationRequested();
        return StoreResponse.Of(204, await _store.WriteAsync(Name, write));
    }

    private Response<T> Get<T>(string partitionKey, string rowKey, IEnumerable<string> select)
        where T : class, ITableEntity
    {
        var entity = _store.Get(Name, partitionKey, rowKey);
        return Response.FromValue(EntityBinder.Bind<T>(entity, select?.ToArray()), StoreResponse.Of(200, entity.ETag));
    }
}
