using Exports.Functions.ProjectExports.Messages;

namespace Exports.Functions.Webhooks.Messages;

/// <summary>
/// The input of a delivery's orchestration. The settings that shape its decisions travel in it, so that a replay under changed settings
/// decides as before.
/// </summary>
/// <param name="Delivery">What is delivered where.</param>
/// <param name="Retries">How failed attempts are repeated.</param>
/// <param name="RedeliveryOf">The id of the delivery that is repeated on request; null for the first one of an event.</param>
public sealed record DeliveryInput(DeliveryKey Delivery, RetrySettings Retries, string? RedeliveryOf = null);
