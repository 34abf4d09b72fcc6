using Exports.Functions.Shared.Json;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.Shared.Http;

/// <summary>What HTTP functions return. Every function's answer goes through here, see <see cref="ApiResult"/>.</summary>
internal static class ApiResults
{
    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) =>
        new ApiResult(Results.Json(value, ApiJson.Options, statusCode: status));

    /// <summary><c>{"message": …}</c>, the shape of every error and of answers that say no more than a sentence.</summary>
    public static IResult Message(int status, string message) => Json(new ApiMessage(message), status);

    public static IResult NoContent() => new ApiResult(Results.NoContent());

    /// <summary>Any result of ASP.NET Core, hidden from the worker's second serialisation.</summary>
    public static IResult From(IResult result) => new ApiResult(result);
}
