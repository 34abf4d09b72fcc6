using Exports.Cli.Registry;

namespace Exports.Cli.Commands;

/// <summary>What the commands do, apart from how they are spelled.</summary>
internal sealed record CommandActions(
    Func<ExportArguments, CancellationToken, Task> Export,
    Func<ServeArguments, CancellationToken, Task> Serve,
    Func<RegistryArguments, CancellationToken, Task> Registry);
