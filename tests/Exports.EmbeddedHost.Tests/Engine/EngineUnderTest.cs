using System.Diagnostics.CodeAnalysis;
using Exports.EmbeddedHost.Engine;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.EmbeddedHost.Engine.Store;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.TestKit.Engine;
using Exports.TestKit.Hosting;
using Exports.TestKit.Logging;
using Exports.TestKit.Time;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Tests.Engine;

/// <summary>An engine with chosen options over a store that tests can reach beneath it.</summary>
internal sealed class EngineUnderTest : IAsyncDisposable
{
    private readonly TempDataFolder _folder = new();
    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();
    private readonly SqliteDatabase _database;
    private readonly ILoggerFactory _loggers;

    public EngineUnderTest(Action<DurableEngineOptions>? configure = null, ICommitObserver? observer = null)
    {
        var options = new DurableEngineOptions { PollInterval = Timeout.InfiniteTimeSpan };
        configure?.Invoke(options);
        _database = SqliteDatabase.Open(
            new SqliteDatabaseOptions(_folder.File("exports.db"), SqliteSynchronous.Off, MaxUnitsPerCommit: 1),
            observer ?? NullCommitObserver.Instance);
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Debug));
        Store = new EngineStore(_database);
        Engine = new DurableEngine(
            _database,
            Functions,
            Clock,
            options,
            EngineTestDefaults.Converter,
            _loggers,
            _services.GetRequiredService<IServiceScopeFactory>());
    }

    public FunctionTable Functions { get; } = new(EngineTestDefaults.Converter);

    public ManualTimeProvider Clock { get; } = new();

    public RecordingLoggerProvider Logs { get; } = new();

    public EngineStore Store { get; }

    public DurableEngine Engine { get; }

    public DurableTaskClient Client => Engine.Client;

    public async Task<OrchestrationMetadata> GetAsync(string id) =>
        await Client.GetInstanceAsync(id, getInputsAndOutputs: true)
        ?? throw new InvalidOperationException($"There is no instance '{id}'.");

    [SuppressMessage("Reliability", "CA2012", Justification = "The engine is stopped before its store goes.")]
    public async ValueTask DisposeAsync()
    {
        await Engine.StopAsync(new CancellationToken(canceled: true));
        await Engine.DisposeAsync();
        _database.Dispose();
        await _services.DisposeAsync();
        _loggers.Dispose();
        _folder.Dispose();
        Logs.ThrowIfSecretsLogged();
    }
}
