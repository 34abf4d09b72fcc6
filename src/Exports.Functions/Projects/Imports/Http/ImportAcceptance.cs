using Microsoft.Extensions.Logging;

namespace Exports.Functions.Projects.Imports.Http;

/// <summary>Gives a request its import's id, and takes back what it staged when no import comes of it.</summary>
internal sealed class ImportAcceptance(ImportCleaner cleaner, TimeProvider time, ILogger<ImportAcceptance> logger)
{
    public async Task<T> AcceptAsync<T>(Func<string, Task<T>> accept)
    {
        var importId = ImportId.Create(time);
        try
        {
            return await accept(importId);
        }
        catch
        {
            await DiscardAsync(importId);
            throw;
        }
    }

    /// <summary>The client may be gone, which is no reason to leave its file behind.</summary>
    private async Task DiscardAsync(string importId)
    {
        try
        {
            await cleaner.DiscardAsync(importId, CancellationToken.None);
        }
        catch (Exception failure)
        {
            // The request's own failure is the answer.
            logger.ImportNotDiscarded(failure, importId);
        }
    }
}
