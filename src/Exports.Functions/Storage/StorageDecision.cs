using Azure;

namespace Exports.Functions.Storage;

/// <summary>
/// Read, decide, write under a condition; when the write was refused or its outcome is unknown, do all three again. The
/// decision recognises its own effect, so a write that was applied and reported as failed ends as a success.
/// </summary>
internal static class StorageDecision
{
    /// <summary>
    /// For writes that lost to another. Every such round was somebody's success, so the writers of one row get through one
    /// by one; this is far more than there are at once.
    /// </summary>
    private const int LostRounds = 200;

    /// <summary>For everything else: nobody promises that the next round fares better.</summary>
    private const int UncertainRounds = 10;

    /// <param name="readDecideWrite">Read, decide, write.</param>
    /// <param name="uncertainRounds">How many rounds there may be in all when the outcome stays uncertain.</param>
    public static async Task<T> RepeatAsync<T>(Func<Task<T>> readDecideWrite, int uncertainRounds = UncertainRounds)
    {
        for (int lost = 0, uncertain = 0; ;)
        {
            try
            {
                return await readDecideWrite();
            }
            catch (RequestFailedException refused) when (refused.Status is 409 or 412 && ++lost < LostRounds)
            {
                // Moved by somebody else: what was decided is out of date.
            }
            catch (Exception failure) when (IsUnclear(failure) && ++uncertain < uncertainRounds)
            {
                // Applied, perhaps: the next round finds out.
            }
        }
    }

    /// <summary>As <see cref="RepeatAsync{T}"/>, for writes that may simply be done again.</summary>
    public static Task RepeatAsync(Func<Task> write) => RepeatAsync(async () =>
    {
        await write();
        return true;
    });

    /// <summary>
    /// Makes a call again while its outcome is uncertain, <see cref="StorageErrors.MaxTries"/> times in all. For calls that find
    /// their own effect there; a refusal is the caller's at once.
    /// </summary>
    public static async Task RepeatUncertainAsync(Func<Task> call)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await call();
                return;
            }
            catch (Exception failure) when (StorageErrors.IsUncertain(failure) && tries < StorageErrors.MaxTries)
            {
                // Applied or not, the next try finds out.
            }
        }
    }

    /// <summary>The outcome is unknown, or the row is gone: moved, or its table is.</summary>
    private static bool IsUnclear(Exception failure) =>
        failure is RequestFailedException { Status: 404 } || StorageErrors.IsUncertain(failure);
}
