namespace Exports.Functions.Webhooks;

/// <summary>The defaults of <see cref="WebhookOptions"/>.</summary>
internal static class WebhookDefaults
{
    public const int MaxPerProject = 20;
    public const int Retries = 9;
    public const double BackoffCoefficient = 3;
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan MaxBackoff = TimeSpan.FromHours(6);
    public static readonly TimeSpan Retention = TimeSpan.FromDays(7);
}
