namespace Exports.Cli.Registry;

/// <summary>One repository of a list, as the server takes it.</summary>
/// <param name="Number">Where it stands in its list, from 1: the line, or the item of a JSON array.</param>
/// <param name="Json">A JSON object on one line.</param>
internal sealed record RepositoryLine(long Number, string Json);
