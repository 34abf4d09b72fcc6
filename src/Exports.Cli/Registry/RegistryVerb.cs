using Exports.Cli.Api;

namespace Exports.Cli.Registry;

/// <summary>What one verb of <c>exports registry</c> does with a service.</summary>
internal delegate Task RegistryVerb(RegistryImportsClient client, RegistryTerminal terminal, CancellationToken cancellationToken);
