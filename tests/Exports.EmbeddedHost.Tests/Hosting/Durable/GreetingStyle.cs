namespace Exports.EmbeddedHost.Tests.Hosting.Durable;

/// <summary>A scoped service that activities and entities get from the invocation's scope.</summary>
public sealed class GreetingStyle
{
    public string Word { get; init; } = "hello";
}
