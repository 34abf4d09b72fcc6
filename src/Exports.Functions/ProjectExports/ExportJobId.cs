using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Exports.Functions.ProjectExports;

/// <summary>
/// A job's id: the 32 lower-case hex digits of a version 7 UUID, so that ids sort by the time of the request. It is the
/// id of the job's orchestration too.
/// </summary>
internal static class ExportJobId
{
    public const int Length = 32;

    private const string Digits = "0123456789abcdef";

    private static readonly SearchValues<char> DigitSet = SearchValues.Create(Digits);

    public static string Create(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    /// <summary>Whether a text from outside can be an id at all; what is not must never reach a row key.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: Length } && !text.AsSpan().ContainsAnyExcept(DigitSet);

    /// <summary>The id with each digit replaced by its complement, which turns oldest-first order into newest-first.</summary>
    public static string Invert(string jobId) => string.Create(jobId.Length, jobId, static (target, source) =>
    {
        for (var i = 0; i < target.Length; i++)
            target[i] = Digits[15 - Digits.IndexOf(source[i], StringComparison.Ordinal)];
    });
}
