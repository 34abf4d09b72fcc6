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

    public IReadOnlyList<RegistryCall> Calls => [.. _calls];

    /// <summary>Every start and cancel, without the questions.</summary>
    public IReadOnlyList<string> Orders => [.. _calls.Where(call => call.What != "GET").Select(call => call.What)];

    public static StatusAnswer Known(RegistryStatus status) => new(StatusAnswerKind.Known, $"The registry says {status}.", status);

    public static StatusAnswer Trouble(string sentence = "The registry answers 503.") => new(StatusAnswerKind.Unavailable, sentence);

    public Task<StartAnswer> StartAsync(string path, ImportStep step, CancellationToken cancellationToken)
    {
        Record(step == ImportStep.PreImport ? "PUT pre" : "PUT final", path);
        return Task.FromResult(OnStart(path, step));
    }

    public Task<StatusAnswer> GetStatusAsync(string path, CancellationToken cancellationToken)
    {
        Record("GET", path);
        return Task.FromResult(OnStatus(path));
    }

    public Task<CancelAnswer> CancelAsync(string path, bool force, CancellationToken cancellationToken)
    {
        Record(force ? "DELETE force" : "DELETE", path);
        return Task.FromResult(OnCancel(path));
    }

    private void Record(string what, string path) => _calls.Enqueue(new(Clock!.GetUtcNow(), what, path));
}
