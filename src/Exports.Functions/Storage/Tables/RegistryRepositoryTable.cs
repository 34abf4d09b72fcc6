using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Exports.Functions.RegistryImports;

namespace Exports.Functions.Storage.Tables;

/// <summary>
/// Table <c>registryrepositories</c>: one partition for each repository, with its row and its history, so that one transaction writes both.
/// It decides nothing: a refused condition rises as <see cref="RequestFailedException"/> with 404, 409 or 412.
/// </summary>
internal sealed class RegistryRepositoryTable(TableServiceClient service) : IStorageResource
{
    public const string Name = "registryrepositories";

    /// <summary>So many lines of history are kept; the next one takes the oldest one's place.</summary>
    public const int HistoryLength = 200;

    private const string RepositoryRow = "0-repository";
    private const string HistoryFrom = "1";

    private readonly TableClient _table = service.GetTableClient(Name);

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    public async Task<RegistryRepository?> GetAsync(string hash, CancellationToken cancellationToken) =>
        (await _table.FindAsync(hash, RepositoryRow, cancellationToken))?.ToRepository();

    /// <summary>Inserts the row; 409 when it is there.</summary>
    public Task AddAsync(RegistryRepository repository, CancellationToken cancellationToken) =>
        _table.AddEntityAsync(repository.ToEntity(RepositoryRow), cancellationToken);

    /// <summary>Replaces the row under its ETag and writes a line of history, both or neither.</summary>
    public Task UpdateAsync(RegistryRepository repository, RepositoryNote note, CancellationToken cancellationToken) =>
        _table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.UpdateReplace, repository.ToEntity(RepositoryRow), repository.ETag),
                new(TableTransactionActionType.UpsertReplace, ToEntity(repository.Hash, note)),
            ],
            cancellationToken);

    /// <summary>Replaces the row under its ETag.</summary>
    public Task UpdateAsync(RegistryRepository repository, CancellationToken cancellationToken) =>
        _table.UpdateEntityAsync(repository.ToEntity(RepositoryRow), repository.ETag, TableUpdateMode.Replace, cancellationToken);

    /// <summary>The history, newest first; at most <see cref="HistoryLength"/> lines.</summary>
    public async Task<IReadOnlyList<RepositoryNote>> GetHistoryAsync(string hash, CancellationToken cancellationToken)
    {
        var notes = new List<RepositoryNote>();
        var filter = $"PartitionKey eq '{hash}' and RowKey ge '{HistoryFrom}'";
        await foreach (var entity in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            notes.Add(ToNote(entity));
        notes.Sort((left, right) => right.Number.CompareTo(left.Number));
        return notes;
    }

    private static TableEntity ToEntity(string hash, RepositoryNote note)
    {
        var row = (note.Number % HistoryLength).ToString("D4", CultureInfo.InvariantCulture);
        return new(hash, $"{HistoryFrom}-note-{row}")
        {
            [nameof(RepositoryNote.Number)] = note.Number,
            [nameof(RepositoryNote.At)] = note.At,
            [nameof(RepositoryNote.Attempt)] = note.Attempt,
            [nameof(RepositoryNote.Event)] = note.Event is { } happening ? StoredName.Of(happening) : null,
            [nameof(RepositoryNote.From)] = StoredName.Of(note.From),
            [nameof(RepositoryNote.To)] = StoredName.Of(note.To),
            [nameof(RepositoryNote.Sentence)] = note.Sentence,
        };
    }

    private static RepositoryNote ToNote(TableEntity entity) => new(
        entity.GetInt32(nameof(RepositoryNote.Number))!.Value,
        entity.GetDateTimeOffset(nameof(RepositoryNote.At))!.Value,
        entity.GetInt32(nameof(RepositoryNote.Attempt))!.Value,
        entity.GetString(nameof(RepositoryNote.Event)) is { } happening ? StoredName.Parse<RepositoryEvent>(happening) : null,
        StoredName.Parse<RepositoryState>(entity.GetString(nameof(RepositoryNote.From))),
        StoredName.Parse<RepositoryState>(entity.GetString(nameof(RepositoryNote.To))),
        entity.GetString(nameof(RepositoryNote.Sentence)));
}
