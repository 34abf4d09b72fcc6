using Exports.Cli.Api;
using Spectre.Console;

namespace Exports.Cli.Registry;

/// <summary>The state of all imports as a table for a terminal.</summary>
internal static class StatusTable
{
    public static Table Of(RegistryStatusAnswer status)
    {
        var table = new Table { Title = new TableTitle("Registry imports"), Border = TableBorder.Rounded, ShowHeaders = false };
        table.AddColumn("name").AddColumn("value");
        foreach (var (name, value) in StatusLines.All(status))
        {
            // What a person wrote as a reason may hold brackets; it is text here and no markup.
            table.AddRow(new Text(name), new Text(value, StyleOf(name, status)));
        }

        return table;
    }

    private static Style StyleOf(string name, RegistryStatusAnswer status) => name switch
    {
        "starts" when status.Starts != "free" => new Style(Color.Yellow),
        "breaker" when status.Breaker.State != "closed" => new Style(Color.Red),
        _ => Style.Plain,
    };
}
