using Exports.TestKit.Engine;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules D: custom status and data conversion.</summary>
public abstract class DataRules : ConformanceTest
{
    private protected DataRules(EngineMode mode)
        : base(mode)
    {
    }

    [Fact]
    public async Task D1_CustomStatus_StaysUntilReplacedAndComesOnlyWithOutputs()
    {
        Functions.Orchestrator("Main", async context =>
        {
            context.SetCustomStatus(new { step = 1 });
            await context.WaitForExternalEvent<int>("go");
            await context.WaitForExternalEvent<int>("go");
            context.SetCustomStatus(null);
        });
        var id = await Host.StartAsync("Main");

        Assert.Equal("""{"step":1}""", (await Host.GetAsync(id)).SerializedCustomStatus);
        Assert.Null((await Client.GetInstanceAsync(id))!.SerializedCustomStatus);
        await Host.RaiseAsync(id, "go");
        Assert.Equal("""{"step":1}""", (await Host.GetAsync(id)).SerializedCustomStatus);
        await Host.RaiseAsync(id, "go");
        Assert.Null((await Host.GetAsync(id)).SerializedCustomStatus);
    }

    [Theory]
    [InlineData(8_000, OrchestrationRuntimeStatus.Completed)]
    [InlineData(8_200, OrchestrationRuntimeStatus.Failed)]
    public async Task D1_CustomStatusAbove16KilobytesOfUtf16_FailsTheInstance(int characters, OrchestrationRuntimeStatus status)
    {
        Functions.Orchestrator("Main", context =>
        {
            context.SetCustomStatus(new string('x', characters));
            return Task.CompletedTask;
        });

        Assert.Equal(status, (await Host.RunAsync("Main")).RuntimeStatus);
    }

    [Fact]
    public async Task D4_Converter_IgnoresTheCaseOfNamesAndLeavesFieldsOut()
    {
        Functions.Activity<WithField, WithField>("Echo", value => value);
        Functions.Orchestrator("Main", async context =>
        {
            var echoed = await context.CallActivityAsync<WithField>("Echo", new { NAME = "n", Field = "f" });
            return $"{echoed.Name} {echoed.Field ?? "none"}";
        });

        Assert.Equal("n none", await RunAsync<string>("Main"));
    }

    [Fact]
    public async Task D5_NoInput_IsNoPayloadAndReadsAsDefault()
    {
        Functions.Activity<int, int>("Number", n => n).Activity<string?, string>("Text", text => text ?? "null");
        Functions.Orchestrator("Main", async context =>
            $"{context.GetInput<int>()} {await context.CallActivityAsync<int>("Number")} {await context.CallActivityAsync<string>("Text")}");

        var instance = await Host.RunAsync("Main");

        Assert.Equal("0 0 null", Output<string>(instance));
        Assert.Null(instance.SerializedInput);
    }

    [Fact]
    public async Task D6_GetInput_ConvertsThroughJson()
    {
        Functions.Orchestrator("Main", context => Task.FromResult(context.GetInput<Point>()!.X + context.GetInput<PointAsWell>()!.Y));

        Assert.Equal(7, await RunAsync<int>("Main", new Point(3, 4)));
    }

    [Fact]
    public async Task D7_EntityId_TravelsAsItsText()
    {
        var id = new EntityInstanceId("Counter", "Key");
        Functions.Orchestrator("Main", context => Task.FromResult(context.GetInput<EntityInstanceId>()));

        var instance = await Host.RunAsync("Main", id);

        Assert.Equal(("\"@counter@Key\"", "\"@counter@Key\""), (instance.SerializedInput, instance.SerializedOutput));
        Assert.Equal(id, Output<EntityInstanceId>(instance));
    }

    [Fact]
    public async Task LargePayloads_PassThroughEveryBoundary()
    {
        var text = new string('x', 500_000);
        Functions.Activity<string, string>("Echo", value => value);
        Functions.Orchestrator("Main", context => context.CallActivityAsync<string>("Echo", context.GetInput<string>()));

        Assert.Equal(text, await RunAsync<string>("Main", text));
    }

    private sealed class WithField
    {
#pragma warning disable CS0649, CA1051 // The converter is expected to leave the field alone.
        public string? Field;
#pragma warning restore CS0649, CA1051

        public string? Name { get; set; }
    }

    private sealed record Point(int X, int Y);

    private sealed record PointAsWell(int X, int Y);

    public sealed class Cached() : DataRules(EngineMode.Cached);

    public sealed class ReplayedFromScratch() : DataRules(EngineMode.ReplayFromScratch);
}
