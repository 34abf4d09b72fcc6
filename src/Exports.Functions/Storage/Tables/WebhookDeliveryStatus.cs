namespace Exports.Functions.Storage.Tables;

/// <summary>Where a delivery is.</summary>
internal enum WebhookDeliveryStatus
{
    /// <summary>An attempt runs or will follow.</summary>
    Pending,

    /// <summary>The receiver answered with 2xx.</summary>
    Delivered,

    /// <summary>No attempt will follow.</summary>
    Failed,
}
