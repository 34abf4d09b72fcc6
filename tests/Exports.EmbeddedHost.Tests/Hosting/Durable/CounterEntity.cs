using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Hosting.Durable;

public sealed class CounterEntity(GreetingStyle style) : TaskEntity<int>
{
    public void Add(int number) => State += number;

    public string Describe() => $"{style.Word} {State}";
}
