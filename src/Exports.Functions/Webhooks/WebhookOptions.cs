using System.ComponentModel.DataAnnotations;
using Exports.Functions.ProjectExports.Messages;

namespace Exports.Functions.Webhooks;

/// <summary>Settings of webhooks, read from the section <c>Webhooks</c> and checked at start.</summary>
internal sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>How many webhooks a project may have. Each one costs every state change a row and a request.</summary>
    /// <value>The default is 20.</value>
    [Range(1, 50)]
    public int MaxPerProject { get; set; } = WebhookDefaults.MaxPerProject;

    /// <summary>How long a receiver may take to answer, connecting included.</summary>
    /// <value>The default is 15 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan Timeout { get; set; } = WebhookDefaults.Timeout;

    /// <summary>How often a delivery is tried again after its first attempt failed.</summary>
    /// <value>The default is 9: with the waits below, the last try comes 21 hours after the first.</value>
    [Range(0, 50)]
    public int Retries { get; set; } = WebhookDefaults.Retries;

    /// <summary>The wait before the first retry; each further one is <see cref="BackoffCoefficient"/> times as long.</summary>
    /// <value>The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan FirstBackoff { get; set; } = WebhookDefaults.FirstBackoff;

    /// <value>The default is 3.</value>
    [Range(1.0, 100.0)]
    public double BackoffCoefficient { get; set; } = WebhookDefaults.BackoffCoefficient;

    /// <summary>No wait between tries is longer than this.</summary>
    /// <value>The default is 6 hours.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaxBackoff { get; set; } = WebhookDefaults.MaxBackoff;

    /// <summary>How long deliveries stay on record, and can be asked for again.</summary>
    /// <value>The default is 7 days.</value>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan Retention { get; set; } = WebhookDefaults.Retention;

    /// <summary>How deliveries that begin now are repeated.</summary>
    public RetrySettings RetrySettings() => new(Retries, FirstBackoff, BackoffCoefficient, MaxBackoff);
}
