using Microsoft.AspNetCore.Http;

namespace Exports.Functions.Shared.Http;

/// <summary>
/// An answer other than success: the status and the text of <c>{"message": …}</c>. Thrown anywhere below an HTTP function.
/// </summary>
internal sealed class ApiException(int status, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The HTTP status, 400 or above.</summary>
    public int Status { get; } = status;

    public static ApiException BadRequest(string message, Exception? inner = null) => new(StatusCodes.Status400BadRequest, message, inner);

    public static ApiException Unauthorized() => new(StatusCodes.Status401Unauthorized, "401 Unauthorized");

    public static ApiException Forbidden(string message) => new(StatusCodes.Status403Forbidden, message);

    /// <param name="what">What is missing, capitalised as GitLab does: <c>Project</c> answers <c>404 Project Not Found</c>.</param>
    public static ApiException NotFound(string what) => new(StatusCodes.Status404NotFound, $"404 {what} Not Found");

    public static ApiException Conflict(string message) => new(StatusCodes.Status409Conflict, message);

    public static ApiException TooLarge(long limit) =>
        new(StatusCodes.Status413PayloadTooLarge, $"The request body is larger than the {limit} bytes allowed.");
}
