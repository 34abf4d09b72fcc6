using Exports.Functions.RegistryImports.Notifications;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.RegistryImports;

/// <summary>Where the registry says that a step ended. It has a secret of its own instead of a token.</summary>
public static class RegistryNotificationEndpoint
{
    internal const string Name = "NotifyRegistryImport";

    [Function(Name)]
    public static Task<IResult> NotifyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v4/internal/registry/repositories/{*rest}")] HttpRequest request,
        string rest,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) =>
        context.InstanceServices.GetRequiredService<NotificationReceiver>().ReceiveAsync(request, rest, client, context.CancellationToken);
}
