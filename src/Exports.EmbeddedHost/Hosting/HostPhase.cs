namespace Exports.EmbeddedHost.Hosting;

/// <summary>
/// Whether the host is still starting: then its failure is told in one sentence, and the frameworks need not log it as well.
/// </summary>
internal sealed class HostPhase
{
    private volatile bool _isStarting = true;

    public bool IsStarting => _isStarting;

    public void Started() => _isStarting = false;
}
