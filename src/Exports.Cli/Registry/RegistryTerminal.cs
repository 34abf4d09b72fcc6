using Spectre.Console;

namespace Exports.Cli.Registry;

/// <summary>Where a verb reads and writes.</summary>
/// <param name="Input">Opens stdin.</param>
/// <param name="Output">Results, line by line.</param>
/// <param name="Time">The clock of a status that is followed.</param>
/// <param name="Console">The terminal that can show a table that changes; null when the output goes elsewhere.</param>
internal sealed record RegistryTerminal(Func<Stream> Input, TextWriter Output, TimeProvider Time, IAnsiConsole? Console = null);
