using Microsoft.AspNetCore.Http;

namespace Exports.Functions.Shared.Http;

/// <summary>Forms without files, as command-line clients of GitLab send them.</summary>
internal static class SmallForm
{
    internal const long MaxBytes = 1 << 20;

    /// <exception cref="ApiException">400 when the body is no form, 411 for one without a length, 413.</exception>
    public static async Task<IFormCollection> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // Without a length the form's own limits, which are far larger, would be the only ones.
        if (request.ContentLength is not { } length)
            throw new ApiException(StatusCodes.Status411LengthRequired, "411 Length Required - a form needs a Content-Length");
        if (length > MaxBytes)
            throw ApiException.TooLarge(MaxBytes);

        try
        {
            return await request.ReadFormAsync(cancellationToken);
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw ApiException.BadRequest(
                $"400 Bad request - the body is not the form that it claims to be: {malformed.Message}", malformed);
        }
    }
}
