using System.Net;

namespace Exports.Functions.RegistryImports.Registry;

/// <summary>One answer of the registry before it is given a meaning.</summary>
/// <param name="Status">Null when there was no answer.</param>
/// <param name="Body">What could be read of its body.</param>
/// <param name="Sentence">The answer for people.</param>
/// <param name="RetryAfter">The registry's wish.</param>
internal sealed record RegistryAnswer(HttpStatusCode? Status, RegistryBody Body, string Sentence, TimeSpan? RetryAfter = null)
{
    public static RegistryAnswer None(string sentence) => new(null, RegistryBody.Empty, sentence);
}
