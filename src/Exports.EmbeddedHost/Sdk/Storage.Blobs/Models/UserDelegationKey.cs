#nullable disable

namespace Azure.Storage.Blobs.Models;

/// <summary>A key that Azure lends to sign URLs with. This host lends none.</summary>
public class UserDelegationKey
{
    internal UserDelegationKey()
    {
    }

    public DateTimeOffset SignedStartsOn { get; internal set; }

    public DateTimeOffset SignedExpiresOn { get; internal set; }
}
