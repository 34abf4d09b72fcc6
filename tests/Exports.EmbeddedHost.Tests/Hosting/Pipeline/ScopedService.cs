namespace Exports.EmbeddedHost.Tests.Hosting.Pipeline;

internal sealed class ScopedService : IDisposable
{
    public bool IsDisposed { get; private set; }

    public void Dispose() => IsDisposed = true;
}
