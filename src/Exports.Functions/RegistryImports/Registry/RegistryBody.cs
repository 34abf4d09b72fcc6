using System.Text.Json;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.RegistryImports.Registry;

/// <summary>What is understood of a body: <c>{status, detail}</c> or <c>{errors: [{code}]}</c>. Everything else is left aside.</summary>
internal sealed record RegistryBody(RegistryStatus? Status, string? Detail, IReadOnlyList<string> Codes)
{
    private const int MaxBytes = 64 * 1024;
    private const int MaxDetail = 500;
    private const int MaxCodes = 5;

    public static readonly RegistryBody Empty = new(null, null, []);

    /// <summary>A body that is too long or no JSON says nothing.</summary>
    public static async Task<RegistryBody> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBytes];
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(buffer.AsMemory(0, read));
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : Empty;
        }
        catch (Exception nonsense) when (nonsense is JsonException or InvalidOperationException)
        {
            // The second is what a text with half a surrogate pair throws: legal JSON, and no text.
            return Empty;
        }
    }

    private static RegistryBody Read(JsonElement body) => new(StatusOf(Text(body, "status")), Cut(Text(body, "detail")), CodesOf(body));

    private static RegistryStatus? StatusOf(string? name) =>
        name is not null && StoredName.TryParse<RegistryStatus>(name, out var status) ? status : null;

    private static string[] CodesOf(JsonElement body) =>
        body.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
            ? [.. errors.EnumerateArray().Select(error => Text(error, "code")).OfType<string>().Take(MaxCodes)]
            : [];

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string? Cut(string? text) => text is { Length: > MaxDetail } ? text[..MaxDetail] : text;
}
