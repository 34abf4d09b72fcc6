using System.Diagnostics.Metrics;
using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Observing;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests.RegistryImports.Observing;

public sealed class ImportObserverTests
{
    [Fact]
    public async Task RunOnceAsync_KeptCounts_ArePublishedAsOneGaugeByState()
    {
        using var fixture = new RepositoryFixture();
        await fixture.CreateTablesAsync();
        await fixture.RegisterAsync("group/one");
        await fixture.RegisterAsync("group/two");
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var observer = new ImportObserver(fixture.ControlTable, meters);
        var published = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, me) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name == ImportObserver.GaugeName)
                me.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => published[(string)tags[0].Value!] = value);
        listener.Start();

        var counts = await observer.RunOnceAsync(default);

        Assert.Equal(Enum.GetValues<RepositoryState>().Length, published.Count);
        Assert.Equal((2, 0), (published["default"], published["import_done"]));
        Assert.Equal(counts.OrderBy(pair => pair.Key), published.OrderBy(pair => pair.Key));
    }
}
