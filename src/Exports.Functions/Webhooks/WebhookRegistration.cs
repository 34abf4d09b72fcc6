using Exports.Functions.Projects;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Webhooks.Activities;
using Exports.Functions.Webhooks.Http;
using Exports.Functions.Webhooks.Sweep;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Webhooks;

internal static class WebhookRegistration
{
    public static FunctionsApplicationBuilder AddWebhooks(this FunctionsApplicationBuilder builder)
    {
        builder.Services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddStorageResource<WebhookDeliveryTable>();
        builder.Services.AddStorageResource<WebhookIndexTable>();
        builder.Services.AddSingleton<WebhookTable>();
        builder.Services.AddSingleton<WebhookOutbox>();
        builder.Services.AddSingleton<WebhookDispatcher>();
        builder.Services.AddSingleton<WebhookRedelivery>();
        builder.Services.AddSingleton<WebhookDisabler>();
        builder.Services.AddSingleton<WebhookSender>();
        builder.Services.AddSingleton<DeliveryAttempt>();
        builder.Services.AddSingleton<DeliveryRemoval>();
        builder.Services.AddSingleton<WebhookRemover>();
        builder.Services.AddSingleton<IProjectDeletionStep>(provider => provider.GetRequiredService<WebhookRemover>());
        builder.Services.AddSingleton<WebhookDestination>();
        builder.Services.AddSingleton<WebhookCreator>();
        builder.Services.AddSingleton<WebhookPages>();
        builder.Services.AddSingleton<WebhookLists>();
        builder.Services.AddSingleton<OutboxSweep>();
        builder.Services.AddSingleton<DeliveryPruning>();
        return builder;
    }
}
