using Exports.EmbeddedHost.Engine;
using Exports.EmbeddedHost.Engine.Store;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.TestKit.Engine;
using Exports.TestKit.Faults;
using Exports.TestKit.Hosting;
using Exports.TestKit.Time;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Exports.EmbeddedHost.Tests.Engine.Faults;

/// <summary>One data folder and the engines that live on it, one after the other, each until it crashes or is done.</summary>
internal sealed class CrowdedStore : IDisposable
{
    private readonly TempDataFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();

    public FunctionTable Functions { get; } = new(EngineTestDefaults.Converter);

    /// <summary>Runs one process: <paramref name="begin"/> asks for work, then the clock moves until nothing is left to do.</summary>
    /// <returns>False if it crashed.</returns>
    public async Task<bool> LiveAsync(DurableEngineOptions options, CrashPlan plan, Func<DurableTaskClient, Task> begin)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        using var database = Open(plan);
        await using var engine = new DurableEngine(
            database,
            Functions,
            _clock,
            options,
            EngineTestDefaults.Converter,
            NullLoggerFactory.Instance,
            services.GetRequiredService<IServiceScopeFactory>());
        await engine.StartAsync();
        var survived = await RunAsync(engine, plan, begin);
        await engine.StopAsync(new CancellationToken(canceled: !survived));
        return survived;
    }

    public T Read<T>(Func<EngineStore, T> read)
    {
        using var database = Open(CrashPlan.None());
        return read(new EngineStore(database));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<bool> RunAsync(DurableEngine engine, CrashPlan plan, Func<DurableTaskClient, Task> begin)
    {
        try
        {
            await begin(engine.Client);
        }
        catch (SimulatedCrashException)
        {
            return false;
        }

        await engine.WhenIdleAsync();
        while (!plan.Crashed.IsCompleted && engine.NextDue is { } due)
        {
            _clock.AdvanceTo(due);
            await engine.WhenIdleAsync();
        }

        return !plan.Crashed.IsCompleted;
    }

    private SqliteDatabase Open(CrashPlan plan) =>
        SqliteDatabase.Open(new SqliteDatabaseOptions(_folder.File("exports.db"), SqliteSynchronous.Off), plan);
}
