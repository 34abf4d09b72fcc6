using Exports.EmbeddedHost.Hosting;
using Exports.EmbeddedHost.Hosting.Functions;

namespace Exports.EmbeddedHost.Tests.Hosting.Functions;

public sealed class FunctionDiscoveryTests
{
    [Theory]
    [InlineData(typeof(Refused.InternalClass), "must be in a public class")]
    [InlineData(typeof(Refused.InternalMethod), "must be a public method")]
    [InlineData(typeof(Refused.NoTrigger), "has no trigger")]
    [InlineData(typeof(Refused.TwoTriggers), "has more than one trigger")]
    [InlineData(typeof(Refused.AsyncVoid), "nobody can wait for 'async void'")]
    [InlineData(typeof(Refused.UnfillableParameter), "has a parameter 'store' of type Uri that nothing can fill")]
    [InlineData(typeof(Refused.BadRoute), "has a route that cannot be parsed: 'items/{id'")]
    [InlineData(typeof(Refused.BadName), "must be named with")]
    [InlineData(typeof(Refused.HttpReturnsText), "returns String; an HTTP function returns")]
    [InlineData(typeof(Refused.TimerReturnsNumber), "returns Int32, which nobody would receive")]
    [InlineData(typeof(Refused.GenericMethod), "must not be generic")]
    [InlineData(typeof(Refused.AbstractClass), "is an instance method of an abstract class")]
    [InlineData(typeof(Refused.ReferenceParameter), "must not have 'ref'")]
    [InlineData(typeof(Refused.TwoOrchestrationInputs), "has a second input parameter 'second'")]
    public void Find_MethodThatCannotBeAFunction_IsRefusedByName(Type type, string reason)
    {
        var refusal = Assert.Throws<HostStartException>(() => FunctionDiscovery.Find([type]));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"{type.FullName}.Run", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(Refused.UnknownTrigger), "uses UnknownTriggerAttribute, a trigger that the embedded host does not have")]
    [InlineData(typeof(Refused.UnknownInput), "uses UnknownInputAttribute, a binding that the embedded host does not have")]
    [InlineData(typeof(Refused.HttpBoundToText), "binds its trigger to 'body' of type String; the embedded host fills HttpRequest only")]
    [InlineData(typeof(Refused.ClientBoundToObject), "only DurableTaskClient can be bound")]
    [InlineData(typeof(Refused.RouteValueAsUri), "takes the route value 'link' as Uri")]
    public void Find_BindingThatThisHostLacks_IsNotSupported(Type type, string reason)
    {
        var refusal = Assert.Throws<NotSupportedException>(() => FunctionDiscovery.Find([type]));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_TwoFunctionsOfOneName_IsRefusedNamingBoth()
    {
        var refusal = Assert.Throws<HostStartException>(() => FunctionDiscovery.Find([typeof(Refused.Twin1), typeof(Refused.Twin2)]));

        Assert.Contains("Twin1.Run", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Twin2.Run", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_TwoActivitiesOfOneDurableName_IsRefused()
    {
        var refusal = Assert.Throws<HostStartException>(() => FunctionDiscovery.Find([typeof(Refused.SameActivity)]));

        Assert.Contains("'Activity Shared'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_Definition_DescribesMethodAndBindings()
    {
        var definition = FunctionDiscovery.Find([typeof(DescribedFunctions)]).Find("described")!.Definition;

        Assert.Equal("Described", definition.Name);
        Assert.Equal($"{typeof(DescribedFunctions).FullName}.{nameof(DescribedFunctions.RunAsync)}", definition.EntryPoint);
        Assert.Equal(typeof(DescribedFunctions).Assembly.Location, definition.PathToAssembly);
        Assert.Equal(["client:durableClient", "request:httpTrigger"], definition.InputBindings.Values.Select(b => $"{b.Name}:{b.Type}").Order(StringComparer.Ordinal));
        Assert.Equal("http", Assert.Single(definition.OutputBindings).Value.Type);
        Assert.Equal(["request", "client", "id"], definition.Parameters.Select(p => p.Name));
        Assert.True(definition.Parameters[2].HasDefaultValue);
    }

    [Fact]
    public void Find_DurableName_IsTheAttributesOrElseTheFunctions()
    {
        var names = FunctionDiscovery.Find([typeof(NamedActivities)]).With<DurableTrigger>().Select(found => found.Trigger.DurableName);

        Assert.Equal(["Renamed", "Plain"], names);
    }
}
