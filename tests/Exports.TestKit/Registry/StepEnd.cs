namespace Exports.TestKit.Registry;

/// <summary>How a step ends when nobody cancels it.</summary>
internal enum StepEnd
{
    Complete,
    Fail,

    /// <summary>It goes on until it is cancelled.</summary>
    Hang,
}
