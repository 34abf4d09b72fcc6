using Exports.EmbeddedHost.Tests.Sdk.DurableTask.Abstractions.Entities;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.EmbeddedHost.Tests.Sdk.Worker.Extensions.DurableTask;

public sealed class TaskEntityDispatcherTests
{
    [Fact]
    public async Task N7_EntityClass_GetsItsConstructorsServices()
    {
        var operation = new InMemoryOperation("Greet");

        await Dispatcher(operation, out var result).DispatchAsync<Greeter>();

        Assert.Equal("hello from a service", result());
    }

    [Fact]
    public async Task N7_PlainClass_IsItselfTheState()
    {
        var operation = new InMemoryOperation("Increment");

        await Dispatcher(operation, out var result).DispatchAsync<PlainCounter>();

        Assert.Equal(1, result());
        Assert.Equal(1, Assert.IsType<PlainCounter>(operation.StateValue).Value);
    }

    [Fact]
    public async Task Delegate_HandlesTheOperation()
    {
        await Dispatcher(new InMemoryOperation("Any"), out var result).DispatchAsync(operation => new(operation.Name));

        Assert.Equal("Any", result());
    }

    [Fact]
    public async Task Nothing_IsRefused()
    {
        var dispatcher = Dispatcher(new InMemoryOperation("Any"), out _);

        await Assert.ThrowsAsync<ArgumentNullException>(() => dispatcher.DispatchAsync((ITaskEntity)null!));
        await Assert.ThrowsAsync<ArgumentNullException>(
            () => dispatcher.DispatchAsync((Func<TaskEntityOperation, ValueTask<object?>>)null!));
    }

    private static TaskEntityDispatcher Dispatcher(TaskEntityOperation operation, out Func<object?> result)
    {
        object? returned = null;
        result = () => returned;
        var services = new ServiceCollection().AddSingleton(new Greeting("hello from a service")).BuildServiceProvider();
        return new TaskEntityDispatcher(services, async entity => returned = await entity.RunAsync(operation));
    }

    private sealed record Greeting(string Text);

    private sealed class Greeter(Greeting greeting) : TaskEntity<int>
    {
        public string Greet() => greeting.Text;
    }

    private sealed class PlainCounter
    {
        public int Value { get; private set; }

        public int Increment() => ++Value;
    }
}
