using Azure;

namespace Exports.Functions.Storage;

/// <summary>
/// Read, decide, write under a condition; when the write was refused or its outcome is unknown, do all three again. The
/// decision recognises its own effect, so a write that was applied and reported as failed ends as a success.
/// </summary>
internal static class StorageDecision
{
    /// <summary>Far more than the writers of one row; whoever is refused this often has another problem, which then surfaces.</summary>
    private const int Rounds = 10;

    public static async Task<T> RepeatAsync<T>(Func<Task<T>> readDecideWrite)
    {
        for (var round = 1; ; round++)
        {
            try
            {
                return await readDecideWrite();
            }
            catch (Exception refused) when (round < Rounds && CallsForAnotherLook(refused))
            {
            }
        }
    }

    /// <summary>As <see cref="RepeatAsync{T}"/>, for writes that may simply be done again.</summary>
    public static Task RepeatAsync(Func<Task> write) => RepeatAsync(async () =>
    {
        await write();
        return true;
    });

    /// <summary>Moved by somebody else (404, 409, 412), or applied perhaps.</summary>
    private static bool CallsForAnotherLook(Exception refused) =>
        refused is RequestFailedException { Status: 404 or 409 or 412 } || StorageErrors.IsUncertain(refused);
}
