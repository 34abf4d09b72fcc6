using Exports.EmbeddedHost.Engine.Entities;

namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>Something an entity is asked to do.</summary>
internal sealed record EntityMessage(long Seq, string Target, EntityRequest Request, DateTimeOffset? Due = null)
    : Message(Seq, Target, Due);
