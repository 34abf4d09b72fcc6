using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.Shared.Authentication;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.RegistryImports.Http;

/// <summary>Lets everything that was skipped for a reason start over. What is reset leaves the range, so a request that is cut off is simply repeated.</summary>
internal sealed class RepositoryReset(RegistryPlaceTable places, RepositoryLedger ledger, RequestBody body)
{
    /// <summary>So much fits well into one request.</summary>
    internal const int MaxInOneRequest = 10_000;

    private const int PageSize = 1000;
    private const int AtOnce = 32;

    public async Task<IResult> ResetAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var wanted = await body.ReadJsonAsync<ResetRequest>(request, cancellationToken);
        if (wanted.Reason is not { } reason)
            throw ApiException.BadRequest("400 Bad request - reason is missing");

        var sentence = $"Reset by {request.Requester().Name}.";
        int matched = 0, reset = 0;
        var range = new PlaceRange(RepositoryPlaces.Skipped(reason));
        for (var page = range; matched < MaxInOneRequest;)
        {
            var found = await places.ReadAsync(page, PageSize, cancellationToken);
            matched += found.Count;
            if (!wanted.DryRun)
                reset += await ResetAsync(found, reason, sentence, cancellationToken);
            if (found.Count < PageSize)
                return ApiResults.Json(new ResetResponse(matched, reset, IsComplete: true));
            page = range with { After = found[^1].Place.Row };
        }

        return ApiResults.Json(new ResetResponse(matched, reset, IsComplete: false));
    }

    private async Task<int> ResetAsync(IReadOnlyList<FoundPlace> found, SkipReason reason, string sentence, CancellationToken cancellationToken)
    {
        var reset = 0;
        await Parallel.ForEachAsync(
            found,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (place, token) =>
            {
                var changed = false;
                await ledger.ChangeAsync(
                    place.Hash,
                    row =>
                    {
                        changed = row.State == RepositoryState.ImportSkipped && row.Reason == reason;
                        return changed ? new(Move.Unknown, RepositoryEvent.Reset) { Sentence = sentence } : null;
                    },
                    token);
                if (changed)
                    Interlocked.Increment(ref reset);
            });
        return reset;
    }
}
