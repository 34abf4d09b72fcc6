using System.Globalization;
using System.Text.RegularExpressions;

namespace Exports.Cli.Api;

/// <summary>The server took none of a request's repositories, because one is wrong.</summary>
/// <param name="number">Which one, from 1.</param>
/// <param name="sentence">What is wrong with it.</param>
internal sealed partial class RejectedRepositoryException(int number, string sentence) : Exception(sentence)
{
    public int Number { get; } = number;

    /// <returns>Null when the message is about the request as a whole.</returns>
    public static RejectedRepositoryException? From(string message) =>
        Pattern().Match(message) is { Success: true } match
        && int.TryParse(match.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(number, match.Groups["sentence"].Value)
            : null;

    [GeneratedRegex(@"repository (?<number>[0-9]+):? (?<sentence>.+)$", RegexOptions.Singleline)]
    private static partial Regex Pattern();
}
