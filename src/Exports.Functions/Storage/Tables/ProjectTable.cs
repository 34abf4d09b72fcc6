using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Exports.Functions.Projects;

namespace Exports.Functions.Storage.Tables;

/// <summary>
/// Table <c>projects</c>: a partition per project, keyed by the distance of its id from 2^53, so that the table's own order is newest
/// first.
/// </summary>
internal sealed class ProjectTable(TableServiceClient tables, ProjectPathTable paths) : IStorageResource
{
    public const string Name = "projects";

    /// <summary>Ids are below this: they stay exact in every JSON reader.</summary>
    public const long IdLimit = 1L << 53;

    internal const string RowKey = "project";

    private readonly TableClient _table = tables.GetTableClient(Name);

    internal static string PartitionKey(long id) => (IdLimit - id).ToString("D16", CultureInfo.InvariantCulture);

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    /// <summary>The project, or null when there is none or it was deleted. One point read.</summary>
    public async Task<ProjectRow?> GetAsync(long id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { DeletedAt: null } row ? row : null;

    /// <summary>As <see cref="GetAsync"/>, but a deleted project's tombstone is an answer, too.</summary>
    public async Task<ProjectRow?> FindAsync(long id, CancellationToken cancellationToken)
    {
        if (id is <= 0 or >= IdLimit)
        {
            return null;
        }

        return (await _table.FindAsync(PartitionKey(id), RowKey, cancellationToken))?.ToProjectRow();
    }

    /// <summary>
    /// The project behind the <c>:id</c> of a route: a number, or a path with <c>%2F</c> for its slashes. Null when there is none.
    /// </summary>
    public async Task<ProjectRow?> ResolveAsync(string idOrEncodedPath, CancellationToken cancellationToken) =>
        await ResolveIdAsync(idOrEncodedPath, cancellationToken) is { } id ? await GetAsync(id, cancellationToken) : null;

    /// <summary>The id behind the <c>:id</c> of a route, whether or not such a project is there.</summary>
    public async Task<long?> ResolveIdAsync(string idOrEncodedPath, CancellationToken cancellationToken)
    {
        var reference = ProjectReference.Parse(idOrEncodedPath);
        return reference.Id ?? (reference.Path is { } path ? (await paths.FindAsync(path, cancellationToken))?.ProjectId : null);
    }

    /// <summary>
    /// Inserts the row unless its id is taken. True when the row is there as given, also when an earlier try of the same creation put it
    /// there.
    /// </summary>
    public async Task<bool> TryInsertAsync(ProjectRow row, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await _table.AddEntityAsync(row.ToEntity(), cancellationToken);
                return true;
            }
            catch (RequestFailedException conflict) when (conflict.Status == 409)
            {
                return await IsOursAsync(row, cancellationToken) ?? false;
            }
            catch (Exception exception) when (StorageErrors.IsUncertain(exception) && tries < StorageErrors.MaxTries)
            {
                if (await IsOursAsync(row, cancellationToken) is { } ours)
                {
                    return ours;
                }
            }
        }
    }

    /// <summary>Replaces the row if it is still the version that was read. False when it is not, or when it is gone.</summary>
    /// <exception cref="RequestFailedException">The outcome is uncertain: read again and decide again.</exception>
    public async Task<bool> TryUpdateAsync(ProjectRow row, CancellationToken cancellationToken)
    {
        try
        {
            await _table.UpdateEntityAsync(row.ToEntity(), row.ETag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException refusal) when (refusal.Status is 404 or 412)
        {
            return false;
        }
    }

    /// <summary>
    /// Every row, newest first, tombstones among them. A scan: cost is the number of rows up to where the caller stops, and what the
    /// answer that it stops in holds beyond.
    /// </summary>
    /// <param name="after">Begin behind this id, whether or not its row is there; null begins with the newest.</param>
    /// <param name="answerSize">Rows that one answer of the table holds; null for as many as it can.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async IAsyncEnumerable<ProjectRow> ScanAsync(
        long? after, int? answerSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = after is { } id ? $"PartitionKey gt '{PartitionKey(id)}'" : null;
        await foreach (var entity in _table.QueryAsync<TableEntity>(filter, answerSize, cancellationToken: cancellationToken))
            yield return entity.ToProjectRow();
    }

    /// <summary>Whether the row under this id came from this creation; null when there is no row.</summary>
    private async Task<bool?> IsOursAsync(ProjectRow row, CancellationToken cancellationToken) =>
        await FindAsync(row.Id, cancellationToken) is { } existing ? existing.CreationId == row.CreationId : null;
}
