using System.Reflection;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Sdk.DurableTask.Abstractions.Entities;

public sealed class TaskEntityTests
{
    [Theory]
    [InlineData("add")]
    [InlineData("ADD")]
    public async Task N2_OperationName_MatchesAPublicMethodIgnoringCase(string name)
    {
        var operation = new InMemoryOperation(name, state: 40, input: 2);

        Assert.Equal(42, await new Counter().RunAsync(operation));
        Assert.Equal(42, operation.StateValue);
    }

    [Fact]
    public async Task N2_InheritedMethod_IsAnOperationToo()
        => Assert.Equal("counter here", await new LoudCounter().RunAsync(new InMemoryOperation("Describe")));

    [Fact]
    public Task N2_SeveralMethodsOfThatName_IsAmbiguous()
        => Assert.ThrowsAsync<AmbiguousMatchException>(() => Run(new InMemoryOperation("Overloaded", input: 1)));

    [Theory]
    [InlineData("NoSuch")]
    [InlineData("Hidden")]
    public Task N2_NoPublicMethodOfThatName_IsNotSupported(string name)
        => Assert.ThrowsAsync<NotSupportedException>(() => Run(new InMemoryOperation(name)));

    [Fact]
    public async Task N2b_EntityMethodWinsOverStateMethod()
        => Assert.Equal("entity", await new Basket(dispatchesToState: true).RunAsync(new InMemoryOperation("Both")));

    [Fact]
    public async Task N2b_StateMethod_IsCalledOnlyWithStateDispatch()
    {
        var operation = new InMemoryOperation("Put", new BasketState(), "apple");

        await new Basket(dispatchesToState: true).RunAsync(operation);

        Assert.Equal(["apple"], ((BasketState)operation.StateValue!).Items);
        await Assert.ThrowsAsync<NotSupportedException>(
            () => new Basket(dispatchesToState: false).RunAsync(new InMemoryOperation("Put", input: "apple")).AsTask());
    }

    [Fact]
    public Task N2b_StateDispatchOnNullState_IsInvalid()
        => Assert.ThrowsAsync<InvalidOperationException>(
            () => new Basket(dispatchesToState: true, initial: false).RunAsync(new InMemoryOperation("Put", input: "apple")).AsTask());

    [Theory]
    [InlineData("TwoInputs")]
    [InlineData("TwoContexts")]
    [InlineData("Add")]
    public Task N3_UnbindableParameters_AreInvalid(string name)
        => Assert.ThrowsAsync<InvalidOperationException>(() => Run(new InMemoryOperation(name, input: name == "Add" ? null : 1)));

    [Fact]
    public async Task N3_ContextAndDefaultedInput_AreBound()
        => Assert.Equal("@counter@k:7", await Run(new InMemoryOperation("WithContext")));

    [Theory]
    [InlineData("ReturnsVoid", null)]
    [InlineData("ReturnsTask", null)]
    [InlineData("ReturnsTaskOfInt", 5)]
    [InlineData("ReturnsValueTask", null)]
    [InlineData("ReturnsValueTaskOfInt", 6)]
    public async Task N4_AsynchronousMethod_IsAwaitedItsResultUnwrappedAndTheLastStateSaved(string name, int? result)
    {
        var operation = new InMemoryOperation(name, state: 1);

        Assert.Equal(result, await Run(operation));
        Assert.Equal(99, operation.StateValue);
    }

    [Fact]
    public async Task N4_ThrowingMethod_ThrowsItsOwnExceptionAndSavesNothing()
    {
        var operation = new InMemoryOperation("Fail", state: 1);

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => Run(operation));

        Assert.Contains(nameof(Counter.Fail), exception.StackTrace, StringComparison.Ordinal);
        Assert.Equal(1, operation.StateValue);
    }

    [Fact]
    public async Task N5_Delete_IsImplicitAndClearsTheState()
    {
        var operation = new InMemoryOperation("DELETE", state: 3);

        Assert.Null(await Run(operation));
        Assert.Null(operation.StateValue);
    }

    [Fact]
    public async Task N5_DeleteOfTheClassItself_Wins()
    {
        var operation = new InMemoryOperation("delete", state: 3);

        Assert.Equal("kept", await new LoudCounter().RunAsync(operation));
        Assert.Equal(3, operation.StateValue);
    }

    [Fact]
    public async Task N6_WithoutState_StartsFromTheDefaultInstance()
    {
        var operation = new InMemoryOperation("Add", input: 2);

        Assert.Equal(2, await Run(operation));
        Assert.Equal(0, await new NullableCounter().RunAsync(new InMemoryOperation("Get")));
    }

    private static Task<object?> Run(TaskEntityOperation operation) => new Counter().RunAsync(operation).AsTask();

    private class Counter : TaskEntity<int>
    {
        public int Add(int by) => State += by;

        public string Describe() => "counter here";

        public void Overloaded(int value) => State = value;

        public void Overloaded(string value) => State = value.Length;

        public string TwoInputs(int a, int b) => $"{a}{b}";

        public string TwoContexts(TaskEntityContext a, TaskEntityContext b) => $"{a}{b}";

        public string WithContext(TaskEntityContext context, int input = 7) => $"{context.Id}:{input}";

        public void ReturnsVoid() => State = 99;

        public async Task ReturnsTask() => State = await LaterAsync(99);

        public async Task<int> ReturnsTaskOfInt()
        {
            State = await LaterAsync(99);
            return 5;
        }

        public async ValueTask ReturnsValueTask() => State = await LaterAsync(99);

        public async ValueTask<int> ReturnsValueTaskOfInt()
        {
            State = await LaterAsync(99);
            return 6;
        }

        public void Fail()
        {
            State = 100;
            throw new InvalidDataException();
        }

        internal void Hidden() => State = 1;

        private static async Task<int> LaterAsync(int value)
        {
            await Task.Yield();
            return value;
        }
    }

    private sealed class LoudCounter : Counter
    {
        public string Delete() => "kept";
    }

    private sealed class NullableCounter : TaskEntity<int?>
    {
        public int? Get() => State;
    }

    private sealed class Basket(bool dispatchesToState, bool initial = true) : TaskEntity<BasketState>
    {
        protected override bool AllowStateDispatch => dispatchesToState;

        public string Both() => "entity";

        protected override BasketState InitializeState(TaskEntityOperation entityOperation) => initial ? new BasketState() : null!;
    }

    private sealed class BasketState
    {
        public List<string> Items { get; } = [];

        public string Both() => "state";

        public void Put(string item) => Items.Add(item);
    }
}
