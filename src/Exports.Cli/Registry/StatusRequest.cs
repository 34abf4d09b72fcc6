namespace Exports.Cli.Registry;

/// <summary>How <c>status</c> is wanted.</summary>
/// <param name="Interval">How long between two looks.</param>
/// <param name="IsOnce">One look, as lines.</param>
/// <param name="IsUntilDone">Ends when every repository is done or skipped.</param>
internal sealed record StatusRequest(TimeSpan Interval, bool IsOnce = false, bool IsUntilDone = false);
