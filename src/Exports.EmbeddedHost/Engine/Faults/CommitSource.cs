namespace Exports.EmbeddedHost.Engine.Faults;

/// <summary>Who makes something durable.</summary>
internal enum CommitSource
{
    /// <summary>A checkpoint of the engine: consumed messages, history, outgoing messages, timers and state together.</summary>
    Engine,

    /// <summary>A table write, alone or as an entity-group transaction.</summary>
    Table,

    /// <summary>A blob write: an upload, a staged block, a committed block list, a deletion.</summary>
    Blob,

    /// <summary>The host's own record of a timer's schedule.</summary>
    Host,
}
