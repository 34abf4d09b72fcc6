using Exports.EmbeddedHost.Engine.Dispatch;

namespace Exports.EmbeddedHost.Engine.Store;

/// <summary>A new instance and the message that sets it going.</summary>
internal sealed record InstanceStart(InstanceRecord Record, InstanceMessage Message);
