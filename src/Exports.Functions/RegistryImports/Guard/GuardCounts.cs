namespace Exports.Functions.RegistryImports.Guard;

/// <summary>What one run of the guard did.</summary>
internal sealed record GuardCounts
{
    public int Active { get; set; }

    public int Asked { get; set; }

    public int Cancelled { get; set; }

    public int Reconciled { get; set; }

    public int Restarted { get; set; }

    public int SlotsFreed { get; set; }

    public int Errors { get; set; }
}
