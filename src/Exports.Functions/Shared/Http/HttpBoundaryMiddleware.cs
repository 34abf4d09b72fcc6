using System.Text.Json;
using Azure;
using Exports.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.Shared.Http;

/// <summary>The edge of every HTTP function: what is thrown inside becomes <c>{"message": …}</c> with its status.</summary>
internal sealed class HttpBoundaryMiddleware(ILogger<HttpBoundaryMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        LeaveBodyLimitToUs(http);
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            logger.ClientWentAway(context.FunctionDefinition.Name);
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            var answer = Translate(exception is AggregateException { InnerExceptions: [var only] } ? only : exception);
            if (answer.Status >= StatusCodes.Status500InternalServerError)
            {
                logger.RequestFailed(exception, context.FunctionDefinition.Name, answer.Status);
            }

            http.Response.Clear();
            await ApiResults.Message(answer.Status, answer.Message).ExecuteAsync(http);
        }
    }

    // Kestrel's own limit (30 MB) would cut bodies that the setting allows, with an answer that is not ours.
    private static void LeaveBodyLimitToUs(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = null;
        }
    }

    // GitLab writes the one small, the others as the standard does.
    private static string ReasonOf(int status) =>
        status == StatusCodes.Status400BadRequest ? "Bad request" : ReasonPhrases.GetReasonPhrase(status);

    private static ApiException Translate(Exception exception) => exception switch
    {
        ApiException api => api,
        BadHttpRequestException bad =>
            new ApiException(bad.StatusCode, $"{bad.StatusCode} {ReasonOf(bad.StatusCode)} - {bad.Message}", bad),
        JsonException json => ApiException.BadRequest($"400 Bad request - {json.Message}", json),
        _ when exception is RequestFailedException || StorageErrors.IsUncertain(exception) => new ApiException(
            StatusCodes.Status503ServiceUnavailable,
            "503 Service Unavailable - the storage did not answer as expected; try again",
            exception),
        _ => new ApiException(StatusCodes.Status500InternalServerError, "500 Internal Server Error", exception),
    };
}
