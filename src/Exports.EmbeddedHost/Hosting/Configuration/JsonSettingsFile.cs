using System.Text.Json;

namespace Exports.EmbeddedHost.Hosting.Configuration;

/// <summary>
/// Reads a settings file and says where it is wrong. Comments and trailing commas are accepted, as the Functions host accepts them.
/// </summary>
internal static class JsonSettingsFile
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The parsed file, whose root is an object.</summary>
    /// <exception cref="HostStartException">Not JSON (with line and column), not an object, or not readable.</exception>
    public static JsonDocument Parse(string path)
    {
        try
        {
            var document = JsonDocument.Parse(Read(path), Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw new HostStartException($"{path}(1,1): the file must hold a JSON object.");
        }
        catch (JsonException exception)
        {
            var (line, column) = (exception.LineNumber + 1, exception.BytePositionInLine + 1);
            throw new HostStartException($"{path}({line},{column}): not valid JSON: {WithoutPosition(exception.Message)}", exception);
        }
    }

    /// <summary>The bytes of a file that <see cref="Parse"/> accepts.</summary>
    public static byte[] ReadChecked(string path)
    {
        Parse(path).Dispose();
        return Read(path);
    }

    private static byte[] Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            return bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostStartException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    // The reader's own text repeats the position, zero-based.
    private static string WithoutPosition(string message)
    {
        var position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return position < 0 ? message : message[..position];
    }
}
