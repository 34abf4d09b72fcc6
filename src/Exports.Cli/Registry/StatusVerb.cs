using Exports.Cli.Api;
using Spectre.Console;

namespace Exports.Cli.Registry;

/// <summary>
/// <c>status</c>: one look, or one after the other until Ctrl-C. A terminal shows a table that changes; anything else gets a line for
/// each change.
/// </summary>
internal sealed class StatusVerb(StatusRequest request, RegistryImportsClient client, RegistryTerminal terminal)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var first = await client.GetStatusAsync(cancellationToken);
        if (request.IsOnce)
        {
            WriteAll(first);
        }
        else if (terminal.Console is { } console)
        {
            await console.Live(StatusTable.Of(first))
                .StartAsync(live => FollowAsync(first, status => Show(live, status), cancellationToken));
        }
        else
        {
            var shown = string.Empty;
            await FollowAsync(first, status => shown = WriteChange(status, shown), cancellationToken);
        }
    }

    private async Task FollowAsync(RegistryStatusAnswer first, Action<RegistryStatusAnswer> show, CancellationToken cancellationToken)
    {
        for (var status = first; ; status = await LookAsync(cancellationToken))
        {
            show(status);
            if (request.IsUntilDone && status.Open == 0)
            {
                return;
            }

            await Task.Delay(request.Interval, terminal.Time, cancellationToken);
        }
    }

    /// <summary>A service that is deployed anew is away for a while; whoever watches wants to go on watching.</summary>
    private async Task<RegistryStatusAnswer> LookAsync(CancellationToken cancellationToken)
    {
        var start = terminal.Time.GetTimestamp();
        while (true)
        {
            try
            {
                return await client.GetStatusAsync(cancellationToken);
            }
            catch (CommandException exception)
                when (exception.ExitCode == ExitCode.ServerUnreachable && terminal.Time.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(request.Interval, terminal.Time, cancellationToken);
            }
        }
    }

    private static void Show(LiveDisplayContext live, RegistryStatusAnswer status)
    {
        live.UpdateTarget(StatusTable.Of(status));
        live.Refresh();
    }

    private void WriteAll(RegistryStatusAnswer status)
    {
        foreach (var (name, value) in StatusLines.All(status))
        {
            terminal.Output.WriteLine($"{name,-16}  {value}");
        }
    }

    private string WriteChange(RegistryStatusAnswer status, string shown)
    {
        var line = StatusLines.Short(status);
        if (line != shown)
        {
            terminal.Output.WriteLine(line);
        }

        return line;
    }
}
