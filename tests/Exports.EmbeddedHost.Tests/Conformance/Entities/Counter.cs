using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Conformance.Entities;

/// <summary>A number.</summary>
internal sealed class Counter : TaskEntity<int>
{
    public int Get() => State;

    public void Set(int value) => State = value;

    public int Add(int by) => State += by;
}
