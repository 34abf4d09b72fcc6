using Exports.EmbeddedHost.Engine.Store;

namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>Drops what was handled before: a message is done with when its row is gone.</summary>
internal static class DeliveryVerifier
{
    /// <summary>Each message once, and only those that still wait; order is kept.</summary>
    public static IReadOnlyList<Delivery> Verify(EngineStore store, IReadOnlyList<Delivery> batch)
    {
        if (batch.All(delivery => delivery.IsVerified))
        {
            return batch;
        }

        return [.. batch
            .GroupBy(delivery => delivery.Message.Seq)
            .Select(same => same.FirstOrDefault(delivery => delivery.IsVerified) ?? same.First())
            .Where(delivery => delivery.IsVerified || store.HasMessage(delivery.Message.Seq))];
    }
}
