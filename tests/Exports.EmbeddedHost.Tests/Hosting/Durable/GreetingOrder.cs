namespace Exports.EmbeddedHost.Tests.Hosting.Durable;

public sealed record GreetingOrder(string Name, int Times);
