#nullable disable

namespace Azure.Storage.Blobs.Models;

/// <summary>A container's encryption scope. This host has none.</summary>
public class BlobContainerEncryptionScopeOptions
{
    public string DefaultEncryptionScope { get; set; }

    public bool PreventEncryptionScopeOverride { get; set; }
}
