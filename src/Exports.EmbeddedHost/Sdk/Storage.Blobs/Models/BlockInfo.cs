#nullable disable

namespace Azure.Storage.Blobs.Models;

/// <summary>What staging a block made.</summary>
public class BlockInfo
{
    internal BlockInfo()
    {
    }

    /// <summary>The MD5 the caller gave; else null.</summary>
    public byte[] ContentHash { get; internal set; }
}
