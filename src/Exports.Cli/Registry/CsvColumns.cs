using System.Globalization;
using System.Text.Json.Nodes;

namespace Exports.Cli.Registry;

/// <summary>Which field of a line is what.</summary>
internal sealed record CsvColumns(IReadOnlyList<string> Names)
{
    public const string Path = "path";

    private const int MaxQuoted = 60;

    private static readonly string[] Known = [Path, "tags_count", "created_at", "plan", "priority", "not_before"];
    private static readonly string[] Numbers = ["tags_count", "priority"];

    public static CsvColumns Usual { get; } = new(Known);

    /// <exception cref="RepositoryLineException">A name is unknown or there twice.</exception>
    public static CsvColumns Named(string[] names, long number)
    {
        if (names.FirstOrDefault(name => !Known.Contains(name)) is { } unknown)
        {
            throw new RepositoryLineException(number, $"no column is called '{Beginning(unknown)}'; known are {string.Join(", ", Known)}");
        }

        return names.Distinct().Count() == names.Length
            ? new(names)
            : throw new RepositoryLineException(number, "a column is there twice");
    }

    /// <exception cref="RepositoryLineException">There are more fields than columns, or a number is none.</exception>
    public string ToJson(string[] fields, long number)
    {
        if (fields.Length > Names.Count)
        {
            throw new RepositoryLineException(number, $"has {fields.Length} fields for {Names.Count} columns");
        }

        var item = new JsonObject();
        foreach (var (name, field) in Names.Zip(fields).Where(pair => pair.Second.Length > 0))
        {
            item[name] = Numbers.Contains(name) ? Number(name, field, number) : field;
        }

        return item.ToJsonString();
    }

    private static int Number(string name, string field, long number) =>
        int.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new RepositoryLineException(number, $"{name} is not a number: '{Beginning(field)}'");

    /// <summary>What is no list at all may be one field of megabytes.</summary>
    private static string Beginning(string field) => field.Length <= MaxQuoted ? field : $"{field[..MaxQuoted]}…";
}
