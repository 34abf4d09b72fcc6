using Exports.Functions.Shared.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Exports.Functions.Shared.Authentication;

/// <summary>
/// Refuses every HTTP function by default. All triggers are <see cref="AuthorizationLevel.Anonymous"/>, because GitLab clients cannot send
/// function keys, so this is the one door.
/// </summary>
internal sealed class AuthenticationMiddleware(TokenAuthenticator authenticator) : IFunctionsWorkerMiddleware
{
    private const string HttpTrigger = "httpTrigger";

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (IsHttp(context))
        {
            Admit(context);
        }

        return next(context);
    }

    private static bool IsHttp(FunctionContext context) =>
        context.FunctionDefinition.InputBindings.Values
            .Any(binding => string.Equals(binding.Type, HttpTrigger, StringComparison.OrdinalIgnoreCase));

    private void Admit(FunctionContext context)
    {
        var function = context.FunctionDefinition.Name;
        var http = context.GetHttpContext()
            ?? throw new InvalidOperationException($"{function} has an HTTP trigger but no request to authenticate.");
        var required = AccessPolicy.RequiredFor(function, http.Request.Method);
        if (required == AccessScope.None)
        {
            return;
        }

        var requester = authenticator.Authenticate(http.Request) ?? throw ApiException.Unauthorized();
        if (requester.Scope < required)
        {
            throw ApiException.Forbidden(
                $"403 Forbidden - the token's scope is {requester.Scope.ToName()}, this needs {required.ToName()}");
        }

        http.SetRequester(requester);
    }
}
