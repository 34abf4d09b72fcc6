namespace Exports.EmbeddedHost.Hosting.Functions;

internal enum DurableKind
{
    Orchestration,
    Activity,
    Entity,
}
