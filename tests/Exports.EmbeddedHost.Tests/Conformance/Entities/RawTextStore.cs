using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Conformance.Entities;

/// <summary>A text, handled operation by operation. Unlike the other two, reading creates nothing and deleting says whether there was one.</summary>
internal sealed class RawTextStore : ITaskEntity
{
    public ValueTask<object?> RunAsync(TaskEntityOperation operation)
    {
        switch (operation.Name.ToUpperInvariant())
        {
            case "SET":
                operation.State.SetState(operation.GetInput<string>());
                return default;
            case "GET":
                return new(operation.State.GetState<string>());
            case "DELETE":
                var existed = operation.State.GetState<string>() is not null;
                if (existed) operation.State.SetState(null);
                return new(existed);
            default:
                throw new NotSupportedException(operation.Name);
        }
    }
}
