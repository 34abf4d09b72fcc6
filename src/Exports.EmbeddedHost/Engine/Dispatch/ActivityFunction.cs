namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>Runs an activity once; returns its serialized output, null for none, and throws what the activity throws.</summary>
internal delegate Task<string?> ActivityFunction(ActivityInvocation invocation, CancellationToken stopping);
