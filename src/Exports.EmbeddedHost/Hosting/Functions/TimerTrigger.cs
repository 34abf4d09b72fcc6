namespace Exports.EmbeddedHost.Hosting.Functions;

/// <summary>A schedule, as the attribute writes it: settings are looked up when the host starts.</summary>
internal sealed record TimerTrigger(string Schedule, bool UseMonitor, bool RunOnStartup) : FunctionTrigger("timerTrigger");
