namespace Exports.Functions.RegistryImports.Rules;

/// <summary>Whether a new repository may be started, and if not, what it waits for.</summary>
internal enum Eligibility
{
    Ready,

    /// <summary>Its root namespace is denied.</summary>
    Denied,

    /// <summary>Its plan is not among the target plans.</summary>
    OtherPlan,

    /// <summary>It was created after the cut-off date.</summary>
    TooNew,

    /// <summary>Its own date has not come.</summary>
    NotYet,
}
