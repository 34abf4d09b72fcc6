using Azure.Data.Tables;

namespace Exports.Functions.Storage.Tables;

/// <summary>Table <c>exportqueue</c>: one row, what the queue was at the watchdog's last run, for whoever asks for a position.</summary>
internal sealed class ExportQueueTable(TableServiceClient service) : IStorageResource
{
    public const string Name = "exportqueue";

    private const string Partition = "queue";
    private const string Row = "board";
    private const int IdBytes = 16;

    private readonly TableClient _table = service.GetTableClient(Name);

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    /// <returns>The latest board; null before the first.</returns>
    public async Task<QueueBoard?> ReadAsync(CancellationToken cancellationToken) =>
        await _table.FindAsync(Partition, Row, cancellationToken) is { } board
            ? new(Unpack(board.GetBinary("Jobs")), board.GetInt32("Count")!.Value, board.GetDateTimeOffset("WrittenAt")!.Value)
            : null;

    /// <summary>Replaces the board. Two runs at once write nearly the same; the last one stays.</summary>
    public Task WriteAsync(QueueBoard board, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(Partition, Row)
        {
            ["Jobs"] = board.Listed.SelectMany(Convert.FromHexString).ToArray(),
            ["Count"] = board.Count,
            ["WrittenAt"] = board.WrittenAt,
        };
        return StorageDecision.RepeatAsync(() => _table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken));
    }

    private static List<string> Unpack(byte[] ids) => [.. ids.Chunk(IdBytes).Select(Convert.ToHexStringLower)];
}
