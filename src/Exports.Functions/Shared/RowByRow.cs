using Microsoft.Extensions.Logging;

namespace Exports.Functions.Shared;

/// <summary>One run over many rows: one that cannot be dealt with must not keep the others from being.</summary>
/// <param name="duty">Whose run it is, as a sentence of the log begins: "The sweep".</param>
/// <param name="logger">Hears of the rows that could not be dealt with.</param>
internal sealed class RowByRow(string duty, ILogger logger)
{
    /// <summary>Rows that could not be dealt with; the next run tries again.</summary>
    public int Errors { get; private set; }

    /// <summary>Deals with a row. Only giving up ends the run.</summary>
    public async Task TryAsync<TRow>(TRow row, Func<Task> settle)
    {
        try
        {
            await settle();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Errors++;
            logger.LogError(failure, "{Duty} could not deal with {Row}; the next run tries again", duty, row);
        }
    }
}
