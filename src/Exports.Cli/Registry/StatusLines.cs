using System.Globalization;
using Exports.Cli.Api;

namespace Exports.Cli.Registry;

/// <summary>The state of all imports as names and sentences, for a table as for lines.</summary>
internal static class StatusLines
{
    /// <summary>Everything, one thing on each line.</summary>
    public static IEnumerable<(string Name, string Value)> All(RegistryStatusAnswer status)
    {
        yield return ("starts", Starts(status));
        yield return ("active", Text($"{status.Active} of {status.Capacity}"));
        yield return ("breaker", Text($"{status.Breaker.State}, {status.Breaker.Failed} of the last {status.Breaker.Judged} failed"));
        foreach (var (state, count) in status.Counts)
        {
            yield return (state, Text($"{count}"));
        }

        yield return ("total", Text($"{status.Total}"));
    }

    /// <summary>The same on one line, for a log.</summary>
    public static string Short(RegistryStatusAnswer status) => string.Join(
        "  ",
        [
            $"starts={status.Starts}",
            Text($"active={status.Active}/{status.Capacity}"),
            $"breaker={status.Breaker.State}",
            .. status.Counts.Select(pair => Text($"{pair.Key}={pair.Value}")),
        ]);

    /// <summary>Whether new ones are started, and if not, why.</summary>
    public static string Starts(RegistryStatusAnswer status)
    {
        var sentence = status.Starts switch
        {
            "free" => "free",
            "disabled" => "held: imports are not enabled",
            "paused" when status.Paused is { } paused => Text($"held: paused by {paused.By} at {paused.At.UtcDateTime:u}: {paused.Reason}"),
            "capacity_zero" => "held: the capacity is 0",
            "capacity_reached" => "held: every slot is in use",
            "breaker_open" => "held: the breaker is open",
            "breaker_probing" => "held: the breaker's probe is under way",
            "waiting" => "held: the waiting time after the last finished step is not over",
            var other => $"held: {other}",
        };
        return status.WaitingUntil is { } until ? Text($"{sentence}, until {until.UtcDateTime:u}") : sentence;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
