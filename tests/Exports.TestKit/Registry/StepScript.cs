namespace Exports.TestKit.Registry;

/// <summary>What one step of one repository will do.</summary>
/// <param name="Duration">How long it takes when nobody cancels it; without meaning for one that hangs.</param>
/// <param name="End">How it ends then.</param>
/// <param name="CancelBite">How long its worker goes on after a cancel; at most 5 seconds.</param>
/// <param name="Notification">What becomes of its notification.</param>
internal sealed record StepScript(
    TimeSpan Duration, StepEnd End = StepEnd.Complete, TimeSpan CancelBite = default, NotificationFault Notification = NotificationFault.None);
