#nullable disable

namespace Azure.Storage.Blobs.Models;

/// <summary>A key that the service lends to sign URLs with.</summary>
public class UserDelegationKey
{
    internal UserDelegationKey()
    {
    }

    public DateTimeOffset SignedStartsOn { get; internal set; }

    public DateTimeOffset SignedExpiresOn { get; internal set; }

    /// <summary>The key itself, in base64: a secret.</summary>
    public string Value { get; internal set; }
}
