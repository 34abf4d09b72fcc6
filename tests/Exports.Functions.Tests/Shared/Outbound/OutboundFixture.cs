using Exports.Functions.Shared.Outbound;
using Exports.TestKit.Time;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Tests.Shared.Outbound;

/// <summary>Outbound requests over a resolver and an Internet that the test writes.</summary>
internal sealed class OutboundFixture : IDisposable
{
    public OutboundFixture(OutboundOptions? options = null)
    {
        var settings = Options.Create(options ?? new() { AllowHttp = true });
        var guard = new DestinationGuard(Resolver, settings);
        Urls = new(guard);
        Http = new(guard, new(guard, Internet, Clock, settings), Clock, settings);
    }

    public ManualTimeProvider Clock { get; } = new();

    public ScriptedResolver Resolver { get; } = new();

    public ScriptedInternet Internet { get; } = new();

    public OutboundUrls Urls { get; }

    public OutboundHttp Http { get; }

    public Task<HttpResponseMessage> GetAsync(string url, CancellationToken cancellationToken = default) =>
        Http.SendAsync(new(HttpMethod.Get, url), cancellationToken);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, HttpContent content) =>
        Http.SendAsync(new(method, url) { Content = content }, default);

    public void Dispose() => Http.Dispose();
}
