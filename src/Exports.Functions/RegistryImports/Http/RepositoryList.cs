using System.Runtime.CompilerServices;
using Exports.Functions.Shared.Http;
using Exports.Functions.Shared.Paging;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.RegistryImports.Http;

/// <summary>Answers <c>GET /registry/imports/repositories</c> from key ranges, page by page, by token.</summary>
internal sealed class RepositoryList(RegistryRepositoryTable rows, RegistryPlaceTable places)
{
    private const string ListName = "registry-imports";
    private const int PageSize = 100;

    public async Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var filter = RepositoryFilter.From(request);
        var page = PageRequest.From(request) with { IsKeyset = true };
        var name = $"{ListName} {filter.State} {filter.Reason} {filter.Prefix}";
        var after = page.Token is { } token ? PageToken.Read(token, name, parts: 1)[0] : null;
        var found = await PageScan.ReadAsync(page, name, ScanAsync(filter, after, cancellationToken));
        PageHeaders.Write(request.HttpContext.Response, page, found.End);
        return ApiResults.Json(found.Items);
    }

    /// <param name="filter">Who is wanted.</param>
    /// <param name="after">The position to go on behind: the number of a range and a key in it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    private async IAsyncEnumerable<ListRow<RepositoryResponse>> ScanAsync(
        RepositoryFilter filter, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ranges = filter.Ranges();
        var (first, row) = RepositoryPosition.Parse(after, ranges.Count);
        for (var number = first; number < ranges.Count; number++)
        {
            var range = ranges[number] with { After = number == first ? row : null };
            await foreach (var place in places.AllAsync(range, PageSize, cancellationToken))
            {
                var repository = await rows.GetAsync(place.Hash, cancellationToken);
                var isWanted = repository is not null && filter.Wants(repository, place.Place);
                yield return new(isWanted ? RepositoryResponse.From(repository!) : null, RepositoryPosition.Write(number, place.Place.Row));
            }
        }
    }
}
