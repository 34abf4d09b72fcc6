using Exports.Functions.ProjectExports.Messages;

namespace Exports.Functions.ProjectExports.AfterExport;

/// <summary>What an answer to an upload means, and when the next try is due.</summary>
internal static class UploadRules
{
    /// <summary>The other side's fault or a matter of time: worth another try. Everything else stays as it is.</summary>
    public static bool IsPassing(int status) => status is 408 or 429 or >= 500;

    /// <summary>
    /// The wait before the next try; null when there is none. The other side may ask for a longer wait than ours, up to the longest one.
    /// </summary>
    /// <param name="failure">Of the try that has just failed.</param>
    /// <param name="number">The number of that try, from 1.</param>
    /// <param name="options">The settings.</param>
    public static TimeSpan? WaitAfter(UploadFailure failure, int number, UploadOptions options)
    {
        if (failure.IsFinal || number > options.Retries)
            return null;

        var settings = new RetrySettings(options.Retries, options.FirstBackoff, options.BackoffCoefficient, options.MaxBackoff);
        var own = settings.BackoffAfter(number);
        var asked = failure.RetryAfter ?? TimeSpan.Zero;
        return asked <= own ? own : asked >= options.MaxBackoff ? options.MaxBackoff : asked;
    }
}
