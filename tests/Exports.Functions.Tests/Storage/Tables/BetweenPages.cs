using Azure;
using Azure.Data.Tables;
using Exports.EmbeddedHost.Storage.Tables;

namespace Exports.Functions.Tests.Storage.Tables;

/// <summary>Tables whose queries let a test step in between any two of their answers.</summary>
internal sealed class BetweenPages(TableStore store, Func<Task> step) : TableServiceClient(store)
{
    private readonly TableStore _store = store;

    public override TableClient GetTableClient(string tableName) => new Table(_store, tableName, step);

    private sealed class Table(TableStore store, string name, Func<Task> step) : TableClient(store, name)
    {
        public override AsyncPageable<T> QueryAsync<T>(
            string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) =>
            new Pages<T>(base.QueryAsync<T>(filter!, maxPerPage, select!, cancellationToken), step);
    }

    private sealed class Pages<T>(AsyncPageable<T> pages, Func<Task> step) : AsyncPageable<T>
        where T : notnull
    {
        public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
        {
            await foreach (var page in pages.AsPages(continuationToken, pageSizeHint))
            {
                yield return page;
                if (page.ContinuationToken is not null)
                    await step();
            }
        }
    }
}
