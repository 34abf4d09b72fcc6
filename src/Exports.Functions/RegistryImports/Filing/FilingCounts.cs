namespace Exports.Functions.RegistryImports.Filing;

/// <summary>What one run of the filing did.</summary>
internal sealed record FilingCounts
{
    public int Examined { get; set; }

    public int Refiled { get; set; }

    public int Removed { get; set; }

    /// <summary>Whether it came to the end of a walk, and compared the counts.</summary>
    public bool Recounted { get; set; }

    /// <summary>How many shards had wrong counts.</summary>
    public int Corrected { get; set; }
}
