using Exports.Functions.Projects.Imports.Messages;
using Exports.Functions.Shared.Outbound;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Projects.Imports.Activities;

/// <summary>
/// The work of <c>FetchImportArchive</c>: the next piece of a remote archive, or all of it where its server does not serve pieces.
/// Nothing that is thrown or recorded here repeats the URL, which may be signed.
/// </summary>
internal sealed class ArchiveFetch(ImportLedger ledger, RemoteArchive archive, TimeProvider time, IOptions<ImportOptions> options)
{
    /// <returns>How far the archive is staged; null when the import has ended.</returns>
    public async Task<FetchCursor?> RunAsync(FetchInput input, CancellationToken cancellationToken)
    {
        if (await ledger.FindAsync(input.Key, cancellationToken) is not { State: ImportState.Started, Url: { } url })
            return null;

        using var timeLimit = new CancellationTokenSource(options.Value.FetchTimeLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeLimit.Token, cancellationToken);
        try
        {
            return await archive.FetchAsync(input, url.Value, both.Token);
        }
        catch (RemoteRefusalException refusal)
        {
            return await FailAsync(input.Key, refusal.Message, cancellationToken);
        }
        catch (ForbiddenDestinationException)
        {
            return await FailAsync(input.Key, "The URL leads to an address that archives are not fetched from.", cancellationToken);
        }
        catch (OperationCanceledException) when (timeLimit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return await FailAsync(
                input.Key,
                $"The archive's server did not send what it was asked for within {options.Value.FetchTimeLimit}.",
                cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw new RemoteFaultException("The archive's server could not be reached, or its answer broke off.");
        }
    }

    private async Task<FetchCursor?> FailAsync(ImportKey key, string message, CancellationToken cancellationToken)
    {
        await ledger.FailAsync(new(key, message), cancellationToken);
        return null;
    }
}
