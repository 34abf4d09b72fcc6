using Azure;

namespace Exports.EmbeddedHost.Storage;

/// <summary>A listing whose pages are read one by one, each when it is asked for.</summary>
/// <param name="defaultPageSize">What the caller set when it made the listing.</param>
/// <param name="read">Reads the page that a continuation token points to, of at most so many values.</param>
/// <param name="cancellationToken">Checked before each page.</param>
internal sealed class StorePageable<T>(int? defaultPageSize, Func<string?, int?, Page<T>> read, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            CancellationToken.ThrowIfCancellationRequested();
            var page = await Answer.From(() => read(continuationToken, pageSizeHint ?? defaultPageSize), CancellationToken);
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(continuationToken));
    }
}
