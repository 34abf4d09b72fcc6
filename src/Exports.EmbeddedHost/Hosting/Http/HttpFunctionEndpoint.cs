using Exports.EmbeddedHost.Hosting.Binding;
using Exports.EmbeddedHost.Hosting.Functions;
using Exports.EmbeddedHost.Hosting.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Hosting.Http;

/// <summary>Answers the requests of one HTTP function. The boundary at which a function's exception becomes a status.</summary>
internal sealed class HttpFunctionEndpoint(
    FunctionDescriptor function, HttpTrigger trigger, FunctionInvoker invoker, HostKeyCheck keys, ILogger logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (trigger.Level != AuthorizationLevel.Anonymous && !keys.Allows(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        try
        {
            await invoker.InvokeAsync(function, Request(http));
        }
        catch (Exception exception)
        {
            await AnswerFailureAsync(http, exception);
        }
    }

    private static InvocationRequest Request(HttpContext http) => new()
    {
        TriggerValue = http.Request,
        BindingData = http.Request.RouteValues.ToDictionary(value => value.Key, value => value.Value, StringComparer.OrdinalIgnoreCase),
        Http = http,
        Cancellation = http.RequestAborted,
    };

    private Task AnswerFailureAsync(HttpContext http, Exception exception)
    {
        if (http.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            logger.LogDebug("The caller of {Function} went away.", function.Name);
            return Task.CompletedTask;
        }

        var (status, message) = exception switch
        {
            ParameterValueException wrong => (StatusCodes.Status400BadRequest, wrong.Message),
            BadHttpRequestException bad => (bad.StatusCode, "The request is malformed."),
            _ => (StatusCodes.Status500InternalServerError, "500 Internal Server Error"),
        };
        var level = status >= StatusCodes.Status500InternalServerError ? LogLevel.Error : LogLevel.Debug;
        logger.Log(level, exception, "Function {Function} failed with {Status}.", function.Name, status);
        return ErrorAnswer.WriteAsync(http, status, message);
    }
}
