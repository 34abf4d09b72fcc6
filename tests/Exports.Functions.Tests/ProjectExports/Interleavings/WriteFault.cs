namespace Exports.Functions.Tests.ProjectExports.Interleavings;

/// <summary>What goes wrong at one table write of a step.</summary>
internal enum WriteFault
{
    None,
    TimeOutBeforeApplying,
    TimeOutAfterApplying,
    CrashBefore,
    CrashAfter,

    /// <summary>Another step happens between this one's decision and its write.</summary>
    Meanwhile,
}
