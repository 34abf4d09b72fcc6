namespace Exports.Functions.Tests.Housekeeping.Contents;

/// <summary>Runs somebody else's whole work at one gate of its host's work, and counts the gates.</summary>
internal sealed class Intruder(int at, Func<Task> work)
{
    public int Gates { get; private set; }

    public async Task PassAsync()
    {
        if (++Gates == at)
            await work();
    }
}
