using Exports.Functions.RegistryImports.Messages;

namespace Exports.Functions.RegistryImports;

/// <summary>How long to wait for a message before asking the registry anyway: longer and longer while a step goes on.</summary>
internal sealed class PollWaits(PollSettings settings)
{
    private TimeSpan _next = settings.First;

    /// <summary>Another move comes in between: the next step's first poll is early again.</summary>
    /// <returns>That move's own wait.</returns>
    public TimeSpan StartOver(TimeSpan wait)
    {
        _next = settings.First;
        return wait;
    }

    public TimeSpan Next()
    {
        var wait = _next;
        _next = wait * 2 < settings.Max ? wait * 2 : settings.Max;
        return wait;
    }
}
