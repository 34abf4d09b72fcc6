#nullable disable

namespace Azure.Storage.Blobs.Models;

/// <summary>Under which circumstances an operation may go ahead.</summary>
public class BlobRequestConditions : BlobLeaseRequestConditions
{
    /// <summary>The lease that must be held; refused by this host, which grants none.</summary>
    public string LeaseId { get; set; }
}
