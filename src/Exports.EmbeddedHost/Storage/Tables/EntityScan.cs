using Azure;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.EmbeddedHost.Storage.Tables.Filters;
using Microsoft.Data.Sqlite;

namespace Exports.EmbeddedHost.Storage.Tables;

/// <summary>
/// One page of a query: walks the filter's key range from where the last page ended, keeps what the filter lets pass, and stops when
/// the page is full. Memory holds one page and one chunk, however long the range.
/// </summary>
internal sealed class EntityScan
{
    private const int MaxPerPage = 1000;

    private readonly FilterNode? _filter;
    private readonly KeyRange _range;
    private readonly int _pageSize;
    private readonly bool _emptyPages;
    private readonly List<StoredEntity> _kept = [];
    private ContinuationToken? _position;

    private EntityScan(FilterNode? filter, int pageSize, bool emptyPages, ContinuationToken? position)
    {
        _filter = filter;
        _range = KeyRange.Of(filter);
        _pageSize = pageSize;
        _emptyPages = emptyPages;
        _position = position;
    }

    /// <summary>Entities looked at so far, kept or not.</summary>
    public long Examined { get; private set; }

    /// <exception cref="RequestFailedException">400 <c>InvalidInput</c> for the filter, the page size or the token.</exception>
    public static EntityScan Of(EntityQuery query, PageShaping shaping)
    {
        if (query.MaxPerPage is < 1 or > MaxPerPage)
        {
            throw TableErrors.InvalidInput($"A page has 1 to {MaxPerPage} entities, not {query.MaxPerPage}.");
        }

        var size = Math.Min(query.MaxPerPage ?? MaxPerPage, shaping.MaxItemsPerPage ?? MaxPerPage);
        return new EntityScan(FilterParser.Parse(query.Filter), size, shaping.EmptyPages, ContinuationToken.Parse(query.ContinuationToken));
    }

    public EntityPage Run(SqliteSession session, long tableId)
    {
        var chunkSize = _pageSize + 1;
        while (true)
        {
            var chunk = ReadChunk(session, tableId, chunkSize);
            if (IsTurnForEmptyPage(chunk))
            {
                return new EntityPage([], TokenAt(chunk[0], afterEmptyPage: true));
            }

            foreach (var entity in chunk)
            {
                if (_kept.Count == _pageSize)
                {
                    return new EntityPage(_kept, TokenAt(entity, afterEmptyPage: false));
                }

                Examine(entity);
            }

            if (chunk.Count < chunkSize)
            {
                return new EntityPage(_kept, null);
            }

            _position = After(chunk[^1]);
            chunkSize = MaxPerPage;
        }
    }

    private static string TokenAt(StoredEntity entity, bool afterEmptyPage) =>
        new ContinuationToken(entity.PartitionKey, entity.RowKey, afterEmptyPage).ToString();

    // The smallest key greater than the entity's: nothing sorts between a string and itself with U+0000 appended.
    private static ContinuationToken After(StoredEntity entity) => new(entity.PartitionKey, entity.RowKey + '\0', AfterEmptyPage: true);

    private static StoredEntity ReadEntity(SqliteDataReader reader) => new(
        OrdinalKey.Decode(reader.GetFieldValue<byte[]>(0)),
        OrdinalKey.Decode(reader.GetFieldValue<byte[]>(1)),
        new DateTimeOffset(reader.GetInt64(2), TimeSpan.Zero),
        EntityCodec.Decode(reader.GetFieldValue<byte[]>(3)));

    private bool IsTurnForEmptyPage(List<StoredEntity> chunk) =>
        _emptyPages && chunk.Count > 0 && _position is not { AfterEmptyPage: true };

    private void Examine(StoredEntity entity)
    {
        Examined++;
        if (_filter is null || _filter.Matches(entity))
        {
            _kept.Add(entity);
        }
    }

    private List<StoredEntity> ReadChunk(SqliteSession session, long tableId, int size)
    {
        var (condition, parameters) = _range.ToSql(_position);
        return session.Query(
            $"""
            SELECT partition_key, row_key, written, properties FROM table_entities
            WHERE table_id = @table {condition} ORDER BY partition_key, row_key LIMIT @size
            """,
            ReadEntity,
            [("@table", tableId), ("@size", size), .. parameters]);
    }
}
