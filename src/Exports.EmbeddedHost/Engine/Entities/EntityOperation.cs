using Exports.EmbeddedHost.Engine.Replay;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Engine.Entities;

/// <summary>One operation as the app's entity sees it.</summary>
internal sealed class EntityOperation(
    OperationRequest request, TaskEntityContext context, TaskEntityState state, PayloadConverter converter)
    : TaskEntityOperation
{
    public override string Name => request.Operation;

    public override TaskEntityContext Context => context;

    public override TaskEntityState State => state;

    public override bool HasInput => request.Input is not null;

    public override object? GetInput(Type inputType) => converter.DataConverter.Deserialize(request.Input, inputType);
}
