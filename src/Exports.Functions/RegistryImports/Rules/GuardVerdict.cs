namespace Exports.Functions.RegistryImports.Rules;

/// <summary>What the guard does about an active repository whose step is old.</summary>
internal enum GuardVerdict
{
    /// <summary>It is in progress, within its time; or the registry does not say.</summary>
    Leave,

    /// <summary>It is in progress, and over its time.</summary>
    Cancel,

    /// <summary>Row and registry disagree, or it sits between the steps: the orchestration follows the registry's word.</summary>
    Reconcile,
}
