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

    public static GuardCounts Sum(IReadOnlyCollection<GuardCounts> counts) => new()
    {
        Active = counts.Sum(one => one.Active),
        Asked = counts.Sum(one => one.Asked),
        Cancelled = counts.Sum(one => one.Cancelled),
        Reconciled = counts.Sum(one => one.Reconciled),
        Restarted = counts.Sum(one => one.Restarted),
        SlotsFreed = counts.Sum(one => one.SlotsFreed),
        Errors = counts.Sum(one => one.Errors),
    };
}
