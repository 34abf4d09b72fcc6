using System.Text;
using Exports.Functions.Shared.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Exports.Functions.Projects.Imports.Http;

/// <summary>
/// Reads the form of an upload as it comes, in whatever order, so that a file of any length passes through without being kept.
/// </summary>
internal sealed class ImportForm(RequestBody body)
{
    private const string FileField = "file";
    private const int MaxFields = 100;
    private const int MaxFieldBytes = 64 * 1024;
    private const int MaxBoundaryLength = 200;

    /// <param name="request">The request.</param>
    /// <param name="onFile">Receives the file, and the fields that came before it.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>All fields but the file.</returns>
    /// <exception cref="ApiException">400: no form, no file, two files, a field too long; 413.</exception>
    public async Task<ImportFields> ReadAsync(
        HttpRequest request, Func<ImportFields, Stream, CancellationToken, Task> onFile, CancellationToken cancellationToken)
    {
        var reader = new MultipartReader(BoundaryOf(request), body.Open(request));
        var fields = new ImportFields();
        var files = 0;
        for (var count = 0; await NextAsync(reader, cancellationToken) is { } section; count++)
        {
            if (count == MaxFields)
                throw ApiException.BadRequest($"400 Bad request - the form has more than {MaxFields} fields");
            if (NameOf(section) is not { } name)
                continue;
            if (name != FileField)
                fields.Set(name, await TextAsync(name, section, cancellationToken));
            else if (files++ > 0)
                throw ApiException.BadRequest("400 Bad request - file is given more than once");
            else
                await Guard(() => onFile(fields, section.Body, cancellationToken));
        }

        return files > 0 ? fields : throw ApiException.BadRequest("400 Bad request - file is missing");
    }

    private static string BoundaryOf(HttpRequest request)
    {
        var boundary = request.HasFormContentType && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).ToString()
            : "";
        return boundary.Length is > 0 and <= MaxBoundaryLength
            ? boundary
            : throw ApiException.BadRequest("400 Bad request - file is missing; a multipart/form-data body is expected");
    }

    private static string? NameOf(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
            ? HeaderUtilities.RemoveQuotes(disposition.Name).ToString()
            : null;

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        MultipartSection? section = null;
        await Guard(async () => section = await reader.ReadNextSectionAsync(cancellationToken));
        return section;
    }

    private static async Task<string> TextAsync(string name, MultipartSection section, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxFieldBytes + 1];
        var length = 0;
        await Guard(async () =>
            length = await section.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken));
        return length <= MaxFieldBytes
            ? Encoding.UTF8.GetString(buffer, 0, length)
            : throw ApiException.BadRequest($"400 Bad request - {name} is longer than {MaxFieldBytes} bytes");
    }

    /// <summary>What the framework's reader throws for a form that is not one.</summary>
    private static async Task Guard(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw ApiException.BadRequest($"400 Bad request - the body is not a whole form: {malformed.Message}", malformed);
        }
    }
}
