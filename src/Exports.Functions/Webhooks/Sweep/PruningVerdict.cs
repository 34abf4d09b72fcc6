namespace Exports.Functions.Webhooks.Sweep;

/// <summary>What the pruning does about one webhook.</summary>
internal enum PruningVerdict
{
    /// <summary>Its deliveries past the retention go.</summary>
    PruneOld,

    /// <summary>It is gone: all its deliveries go, its entry stays for those that are being written this moment.</summary>
    RemoveDeliveries,

    /// <summary>It is gone for so long that nothing can come any more: all its deliveries go, and its entry.</summary>
    RemoveAll,

    /// <summary>Its project is gone: it goes too.</summary>
    RemoveWebhooks,
}
