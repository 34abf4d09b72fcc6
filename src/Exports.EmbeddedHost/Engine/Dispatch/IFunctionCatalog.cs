using System.Diagnostics.CodeAnalysis;

namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>The application's durable functions by name, ignoring case.</summary>
internal interface IFunctionCatalog
{
    bool TryGetOrchestrator(string name, [NotNullWhen(true)] out OrchestratorFunction? function);

    bool TryGetActivity(string name, [NotNullWhen(true)] out ActivityFunction? function);

    bool TryGetEntity(string name, [NotNullWhen(true)] out EntityFunction? function);
}
