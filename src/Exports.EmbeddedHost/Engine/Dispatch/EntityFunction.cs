using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>Runs an entity function over a batch: it hands its entity to the dispatcher, which runs the operations on it.</summary>
internal delegate Task EntityFunction(TaskEntityDispatcher dispatcher);
