using Exports.Functions.RegistryImports.Rules;

namespace Exports.Functions.RegistryImports.Enqueuing;

/// <summary>What one run of the enqueuer did.</summary>
internal sealed record EnqueueCounts
{
    /// <summary>Why it stopped.</summary>
    public EnqueueCode Code { get; set; }

    public int Examined { get; set; }

    public int Started { get; set; }

    public int Skipped { get; set; }

    public int Refiled { get; set; }
}
