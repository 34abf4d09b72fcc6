namespace Exports.EmbeddedHost.Engine.Entities;

/// <summary>An entity as it is stored. Without state it does not exist for clients (rule N22), but may be locked.</summary>
internal sealed record EntityRecord(string Id, string? State, EntityLock? Lock, DateTimeOffset ModifiedAt);
