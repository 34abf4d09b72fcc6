using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Exports.Functions.Projects.Manifests;

/// <summary>
/// One line of a manifest: <c>{"path":"src/a.c","bytes":12,"sha256":"…","mode":"0644"}</c> and a line feed. An entry has exactly one form,
/// so that equal trees have equal manifests; parsing is as strict as a reader of untrusted archives must be.
/// </summary>
internal static class ManifestLineFormat
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    public static void Write(IBufferWriter<byte> output, ManifestEntry entry)
    {
        using (var json = new Utf8JsonWriter(output, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("path"u8, entry.Path);
            json.WriteNumber("bytes"u8, entry.Bytes);
            json.WriteString("sha256"u8, entry.Sha256);
            json.WriteString("mode"u8, entry.Mode == ManifestEntry.ExecutableMode ? "0755"u8 : "0644"u8);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    /// <exception cref="InvalidManifestException">The line is not an entry.</exception>
    public static ManifestEntry Parse(ReadOnlySequence<byte> line)
    {
        try
        {
            return Validated(ReadFields(new Utf8JsonReader(line)));
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidManifestException($"A manifest line is not an entry: {malformed.Message}", malformed);
        }
    }

    /// <exception cref="InvalidManifestException">A field has no legal value.</exception>
    public static ManifestEntry Validated(ManifestEntry entry)
    {
        if (ManifestPath.Fault(entry.Path) is { } fault)
            throw new InvalidManifestException($"The path '{entry.Path}' {fault}.");
        if (entry.Bytes < 0)
            throw new InvalidManifestException($"'{entry.Path}' has the size {entry.Bytes.ToString(CultureInfo.InvariantCulture)}.");
        if (entry.Sha256.Length != 64 || entry.Sha256.AsSpan().ContainsAnyExcept(LowerHex))
            throw new InvalidManifestException($"'{entry.Path}' has no SHA-256 of 64 lower-case hexadecimal digits.");
        if (entry.Mode is not (ManifestEntry.RegularMode or ManifestEntry.ExecutableMode))
            throw new InvalidManifestException($"'{entry.Path}' has a mode other than 0644 and 0755.");
        return entry;
    }

    private static ManifestEntry ReadFields(Utf8JsonReader json)
    {
        string? path = null, sha256 = null, mode = null;
        long? bytes = null;
        Expect(json.Read() && json.TokenType == JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("path"u8) && path is null)
                path = NextString(ref json);
            else if (json.ValueTextEquals("bytes"u8) && bytes is null)
                bytes = json.Read() ? json.GetInt64() : null;
            else if (json.ValueTextEquals("sha256"u8) && sha256 is null)
                sha256 = NextString(ref json);
            else if (json.ValueTextEquals("mode"u8) && mode is null)
                mode = NextString(ref json);
            else
                throw new JsonException($"unknown or repeated property '{json.GetString()}'");
        }

        Expect(json.TokenType == JsonTokenType.EndObject && !json.Read());
        return new ManifestEntry(
            Required(path, "path"), bytes ?? throw Missing("bytes"), Required(sha256, "sha256"), ParseMode(Required(mode, "mode")));
    }

    private static string? NextString(ref Utf8JsonReader json) => json.Read() ? json.GetString() : null;

    private static int ParseMode(string mode) => mode switch
    {
        "0644" => ManifestEntry.RegularMode,
        "0755" => ManifestEntry.ExecutableMode,
        _ => throw new JsonException($"mode '{mode}' is neither 0644 nor 0755"),
    };

    private static string Required(string? value, string name) => value ?? throw Missing(name);

    private static JsonException Missing(string name) => new($"property '{name}' is missing");

    private static void Expect(bool condition)
    {
        if (!condition)
            throw new JsonException("one JSON object is expected");
    }
}
