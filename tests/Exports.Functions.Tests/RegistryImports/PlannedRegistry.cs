using System.Collections.Concurrent;
using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Registry;

namespace Exports.Functions.Tests.RegistryImports;

/// <summary>A registry in place of the client: it answers as a test says, and remembers what it was asked and when.</summary>
internal sealed class PlannedRegistry(TimeProvider? time = null) : IRegistryClient
{
    private readonly ConcurrentQueue<RegistryCall> _calls = new();

    public TimeProvider? Clock { get; set; } = time;

    public Func<string, ImportStep, StartAnswer> OnStart { get; set; } = (_, _) => new(StartAnswerKind.Started, "The registry answers 202.");

    public Func<string, StatusAnswer> OnStatus { get; set; } = _ => Known(RegistryStatus.PreImportInProgress);

    public Func<string, CancelAnswer> OnCancel { get; set; } = _ => new(CancelAnswerKind.Accepted, "The registry answers 202.");

    /// <summary>What happens while a request is under way.</summary>
    public Func<RegistryCall, Task> Before { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<RegistryCall> Calls => [.. _calls];

    /// <summary>Every start and cancel, without the questions.</summary>
    public IReadOnlyList<string> Orders => [.. _calls.Where(call => call.What != "GET").Select(call => call.What)];

    public static StatusAnswer Known(RegistryStatus status) => new(StatusAnswerKind.Known, $"The registry says {status}.", status);

    public static StatusAnswer Trouble(string sentence = "The registry answers 503.") => new(StatusAnswerKind.Unavailable, sentence);

    public async Task<StartAnswer> StartAsync(string path, ImportStep step, CancellationToken cancellationToken)
    {
        await RecordAsync(step == ImportStep.PreImport ? "PUT pre" : "PUT final", path);
        return OnStart(path, step);
    }

    public async Task<StatusAnswer> GetStatusAsync(string path, CancellationToken cancellationToken)
    {
        await RecordAsync("GET", path);
        return OnStatus(path);
    }

    public async Task<CancelAnswer> CancelAsync(string path, bool force, CancellationToken cancellationToken)
    {
        await RecordAsync(force ? "DELETE force" : "DELETE", path);
        return OnCancel(path);
    }

    private Task RecordAsync(string what, string path)
    {
        var call = new RegistryCall(Clock!.GetUtcNow(), what, path);
        _calls.Enqueue(call);
        return Before(call);
    }
}
