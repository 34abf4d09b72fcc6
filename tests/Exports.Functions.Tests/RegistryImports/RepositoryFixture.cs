using Azure.Data.Tables;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.EmbeddedHost.Storage;
using Exports.EmbeddedHost.Storage.Tables;
using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Control;
using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.RegistryImports.Registering;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;
using Exports.TestKit.Faults;
using Exports.TestKit.Hosting;
using Exports.TestKit.Time;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Tests.RegistryImports;

/// <summary>The registry tables over a real store with its rules and its faults, without engine and HTTP.</summary>
internal sealed class RepositoryFixture : IDisposable
{
    private readonly TempDataFolder? _own;
    private readonly SqliteDatabase _database;
    private readonly TableStore _store;

    /// <param name="plan">Sees every commit.</param>
    /// <param name="observer">Sees them instead, e.g. storage faults, or nobody for a store of a million rows.</param>
    /// <param name="folder">Where an earlier fixture left its tables; one of its own unless said otherwise.</param>
    public RepositoryFixture(CrashPlan? plan = null, ICommitObserver? observer = null, TempDataFolder? folder = null)
    {
        folder ??= _own = new();
        Plan = plan ?? CrashPlan.None();
        var units = observer is NullCommitObserver ? 64 : 1;
        _database = SqliteDatabase.Open(new(folder.File("exports.db"), SqliteSynchronous.Off, units), observer ?? Plan);
        _store = new TableStore(_database, Clock, Metrics);
        Tables = new TableServiceClient(_store);
        Rows = new(Tables);
        Places = new(Tables);
        ControlTable = new(Tables);
        var options = Options.Create(Settings);
        Ledger = new(Rows, new(Rows, Places, ControlTable, Clock, options), Clock, options);
        Control = new(ControlTable);
        Registrar = new(Rows, Places, ControlTable, Ledger, Clock, options);
    }

    public ManualTimeProvider Clock { get; } = new();

    public StorageMetrics Metrics { get; } = new();

    public CrashPlan Plan { get; }

    public TableServiceClient Tables { get; }

    public RegistryImportOptions Settings { get; } = new() { Enabled = true, Capacity = 5, WaitingTime = TimeSpan.Zero };

    public RegistryRepositoryTable Rows { get; }

    public RegistryPlaceTable Places { get; }

    public RegistryControlTable ControlTable { get; }

    public RepositoryLedger Ledger { get; }

    public ControlLedger Control { get; }

    public RepositoryRegistrar Registrar { get; }

    public async Task CreateTablesAsync()
    {
        foreach (var resource in new IStorageResource[] { Rows, Places, ControlTable })
            await resource.CreateIfNotExistsAsync(default);
    }

    /// <summary>Cuts the pages of every query short.</summary>
    public void ShapePages(PageShaping shaping) => _store.Shaping = shaping;

    /// <summary>Registers a path, old enough and small enough to be moved.</summary>
    public async Task<RegistryRepository> RegisterAsync(string path, int tags = 10, string? plan = null, int? priority = null)
    {
        await Registrar.RegisterAsync([new(path, tags, Clock.GetUtcNow().AddYears(-1), plan, priority)], default);
        return (await Rows.GetAsync(RepositoryHash.Of(path), default))!;
    }

    public void Dispose()
    {
        _database.Dispose();
        _own?.Dispose();
    }
}
