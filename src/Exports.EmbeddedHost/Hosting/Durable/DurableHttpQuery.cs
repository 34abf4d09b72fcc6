using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Hosting.Durable;

/// <summary>
/// Query values of the Durable HTTP API. One that cannot be read is a 400: the extension ignores it, and then purges or lists too much.
/// </summary>
internal sealed class DurableHttpQuery(IQueryCollection query)
{
    public string? Text(string name) => query.TryGetValue(name, out var value) && value.Count > 0 ? value[0] : null;

    public bool? Flag(string name) => Read<bool>(name, bool.TryParse);

    public int? PositiveInteger(string name) => Read(name, (string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0);

    /// <summary>A time without offset is UTC.</summary>
    public DateTimeOffset? Time(string name) => Read(name, (string text, out DateTimeOffset value) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value));

    /// <summary>The names in <c>runtimeStatus</c>, repeated or separated by commas; null for every status.</summary>
    public OrchestrationRuntimeStatus[]? Statuses()
    {
        const StringSplitOptions Split = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        var names = query["runtimeStatus"].SelectMany(value => (value ?? "").Split(',', Split)).ToArray();
        return names.Length == 0 ? null : Array.ConvertAll(names, Status);
    }

    private static OrchestrationRuntimeStatus Status(string name) =>
        Enum.TryParse<OrchestrationRuntimeStatus>(name, ignoreCase: true, out var status) && Enum.IsDefined(status)
            ? status
            : throw new BadHttpRequestException($"runtimeStatus '{name}' is unknown.");

    private delegate bool TryParse<T>(string text, out T value);

    private T? Read<T>(string name, TryParse<T> parse)
        where T : struct
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return parse(text, out var value) ? value : throw new BadHttpRequestException($"{name} '{text}' cannot be read.");
    }
}
