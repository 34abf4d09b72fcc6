using Azure.Data.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace Exports.EmbeddedHost.Tests.Storage.Tables;

/// <summary>Random predicates: the store must find exactly the entities that an evaluator written here finds.</summary>
public sealed class FilterPropertyTests : IDisposable
{
    private readonly StorageBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task Query_AnyPredicate_FindsWhatTheEvaluatorFinds()
    {
        var table = await _bed.TableAsync();
        foreach (var entity in FilterSamples.Entities())
        {
            await table.AddEntityAsync(entity);
        }

        var all = await table.QueryAsync<TableEntity>().ToListAsync();
        Prop.ForAll(FilterSamples.Predicates().ToArbitrary(), predicate =>
        {
            var expected = all.Where(predicate.Holds).Select(KeyOf).ToArray();
            var found = Run(table, predicate, pageSize: null);
            var paged = Run(table, predicate, pageSize: 3);
            return found.SequenceEqual(expected) && paged.SequenceEqual(expected);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    private static string[] Run(TableClient table, Predicate predicate, int? pageSize) =>
        [.. table.QueryAsync<TableEntity>(predicate.Text, pageSize).Select(KeyOf).ToBlockingEnumerable()];

    private static string KeyOf(TableEntity entity) => $"{entity.PartitionKey}|{entity.RowKey}";
}
