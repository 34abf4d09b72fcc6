using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace Exports.EmbeddedHost.Tests.Storage.Tables;

/// <summary>Entities with few, often equal values of every type, and predicates about them.</summary>
internal static class FilterSamples
{
    private static readonly string[] Keys = ["", "a", "ab", "b", "B", "it's", "ä", "\uD83D\uDE00", "\uFFFD"];
    private static readonly int[] Counts = [-1, 0, 1, int.MaxValue];
    private static readonly long[] Longs = [-5_000_000_000, 0, 1, long.MaxValue];
    private static readonly double[] Ratios = [-1.5, 0, 0.25, 1e300, double.NaN];
    private static readonly DateTimeOffset[] Times =
        [DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddTicks(1), new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)];

    private static readonly Guid[] Ids =
        [Guid.Empty, new("00000000-0000-0000-0000-000000000001"), new("ffffffff-0000-0000-0000-000000000000")];

    private static readonly (string Property, object[] Values)[] Columns =
    [
        ("Text", [.. Keys]),
        ("Count", [.. Counts.Cast<object>()]),
        ("Big", [.. Longs.Cast<object>()]),
        ("Ratio", [.. Ratios.Cast<object>()]),
        ("Flag", [true, false]),
        ("At", [.. Times.Cast<object>()]),
        ("Id", [.. Ids.Cast<object>()]),
    ];

    private static readonly (string Name, Func<int, bool> Holds)[] Operators =
    [
        ("eq", order => order == 0),
        ("ne", order => order != 0),
        ("gt", order => order > 0),
        ("ge", order => order >= 0),
        ("lt", order => order < 0),
        ("le", order => order <= 0),
    ];

    public static IEnumerable<TableEntity> Entities()
    {
        var random = new Random(20260302);
        foreach (var partition in Keys)
        {
            foreach (var row in Keys)
            {
                var entity = new TableEntity(partition, row);
                foreach (var (property, values) in Columns.Where(_ => random.Next(3) > 0))
                {
                    entity[property] = values[random.Next(values.Length)];
                }

                yield return entity;
            }
        }
    }

    public static Gen<Predicate> Predicates() => Gen.Sized(size => Nested(Math.Min(size, 12)));

    private static Gen<Predicate> Nested(int size)
    {
        if (size <= 1)
        {
            return Comparisons();
        }

        var part = Nested(size / 2);
        return Gen.OneOf(
            Comparisons(),
            part.Select(operand => new Predicate($"not ({operand.Text})", entity => !operand.Holds(entity))),
            part.Two().Select(pair => Both(pair.Item1, pair.Item2)),
            part.Two().Select(pair => Either(pair.Item1, pair.Item2)),
            Comparisons().Three().Select(three => Unbracketed(three.Item1, three.Item2, three.Item3)));
    }

    private static Predicate Both(Predicate left, Predicate right) =>
        new($"({left.Text}) and ({right.Text})", entity => left.Holds(entity) && right.Holds(entity));

    private static Predicate Either(Predicate left, Predicate right) =>
        new($"({left.Text}) or ({right.Text})", entity => left.Holds(entity) || right.Holds(entity));

    private static Predicate Unbracketed(Predicate first, Predicate second, Predicate third) => new(
        $"{first.Text} and {second.Text} or {third.Text}",
        entity => (first.Holds(entity) && second.Holds(entity)) || third.Holds(entity));

    private static Gen<Predicate> Comparisons()
    {
        var values = Gen.Elements(Columns.SelectMany(column => column.Values).ToArray());
        var keys = Gen.Elements("PartitionKey", "RowKey");
        var properties = Gen.Elements([.. Columns.Select(column => column.Property), "Missing"]);
        return from name in Gen.Frequency((1, keys), (2, properties))
               from comparison in Gen.Elements(Operators)
               from value in LiteralsFor(name, values)
               where value is not double.NaN
               select Comparison(name, comparison.Name, comparison.Holds, value);
    }

    // Mostly a literal that can match, now and then one of another type.
    private static Gen<object> LiteralsFor(string name, Gen<object> any)
    {
        var column = name is "PartitionKey" or "RowKey" ? "Text" : name;
        var own = Columns.Where(known => known.Property == column).Select(known => Gen.Elements(known.Values)).FirstOrDefault(any);
        return Gen.Frequency((9, own), (1, any));
    }

    private static Predicate Comparison(string name, string comparison, Func<int, bool> holds, object literal) => new(
        TableClient.CreateQueryFilter(FormattableStringFactory.Create($"{name} {comparison} {{0}}", literal)),
        entity => entity.TryGetValue(name, out var value) && Order(value, AsWritten(literal)) is { } order && holds(order));

    // A whole double is written without a fraction, so it is read as an Int32.
    private static object AsWritten(object literal) =>
        literal is double number && number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue ? (int)number : literal;

    private static int? Order(object? value, object literal) => (value, literal) switch
    {
        (double.NaN, _) => null,
        (double number, int whole) => number.CompareTo(whole),
        (double number, double other) => number.CompareTo(other),
        (string text, string other) => string.CompareOrdinal(text, other),
        _ when value?.GetType() != literal.GetType() => null,
        (IComparable comparable, _) => comparable.CompareTo(literal),
        _ => null,
    };
}
