using Exports.Functions.RegistryImports.Enqueuing;
using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.Shared;
using Exports.Functions.Shared.Authentication;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.RegistryImports.Http;

/// <summary>
/// Lets everything that was skipped for a reason start over. What is reset leaves the range, so a request that is cut off is simply
/// repeated.
/// </summary>
internal sealed class RepositoryReset(RegistryPlaceTable places, RepositoryLedger ledger, DanglingPlaces dangling, RequestBody body)
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

        return ApiResults.Json(wanted.DryRun
            ? await CountAsync(reason, cancellationToken)
            : await ResetAsync(reason, $"Reset by {request.Requester().Name}.", cancellationToken));
    }

    /// <summary>
    /// Counts them all: nothing leaves the range, so there is no going on with the next request. As many as one request resets are looked
    /// at; behind them keys are counted, a thousand a read, and one that its repository has left since the latest walk counts too.
    /// </summary>
    private async Task<ResetResponse> CountAsync(SkipReason reason, CancellationToken cancellationToken)
    {
        var matched = 0;
        var examined = 0;
        await foreach (var found in PagesAsync(reason, cancellationToken))
        {
            matched += examined < MaxInOneRequest
                ? await CountAsync(
                    found, async (place, token) => IsSkipped(await ledger.FindAsync(place.Hash, token), reason), cancellationToken)
                : found.Count;
            examined += found.Count;
        }

        return new(matched, 0, IsComplete: true);
    }

    private async Task<ResetResponse> ResetAsync(SkipReason reason, string sentence, CancellationToken cancellationToken)
    {
        var reset = 0;
        var examined = 0;
        await foreach (var found in PagesAsync(reason, cancellationToken))
        {
            if (examined >= MaxInOneRequest)
                return new(reset, reset, IsComplete: false);
            examined += found.Count;
            reset += await CountAsync(found, (place, token) => ResetAsync(place, reason, sentence, token), cancellationToken);
        }

        return new(reset, reset, IsComplete: true);
    }

    /// <returns>Whether it starts over. A place that its repository has left is removed, so that it is not met again and again.</returns>
    private async Task<bool> ResetAsync(FoundPlace place, SkipReason reason, string sentence, CancellationToken cancellationToken)
    {
        var isWanted = false;
        var row = await ledger.ChangeAsync(
            place.Hash,
            row =>
            {
                isWanted = IsSkipped(row, reason);
                return isWanted ? new(Move.Unknown, RepositoryEvent.Reset) { Sentence = sentence } : null;
            },
            cancellationToken);
        if (!isWanted)
            await dangling.RemoveAsync(place, row, cancellationToken);
        return isWanted;
    }

    private static bool IsSkipped(RegistryRepository? row, SkipReason reason) =>
        row is { State: RepositoryState.ImportSkipped } && row.Reason == reason;

    private IAsyncEnumerable<IReadOnlyList<FoundPlace>> PagesAsync(SkipReason reason, CancellationToken cancellationToken) =>
        places.PagesAsync(new(RepositoryPlaces.Skipped(reason)), PageSize, cancellationToken);

    private static async Task<int> CountAsync(
        IReadOnlyList<FoundPlace> found, Func<FoundPlace, CancellationToken, Task<bool>> isCounted, CancellationToken cancellationToken)
    {
        var answers = await found.SelectAsync(AtOnce, isCounted, cancellationToken);
        return answers.Count(isOne => isOne);
    }
}
