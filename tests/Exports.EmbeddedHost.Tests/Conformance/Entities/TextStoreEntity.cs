using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Conformance.Entities;

/// <summary>A text, as an entity class.</summary>
internal sealed class TextStoreEntity : TaskEntity<string>
{
    public string Get() => State;

    public void Set(string value) => State = value;

    protected override string InitializeState(TaskEntityOperation entityOperation) => "";
}
