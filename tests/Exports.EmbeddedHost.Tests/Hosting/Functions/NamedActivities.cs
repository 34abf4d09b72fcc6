using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Tests.Hosting.Functions;

public sealed class NamedActivities
{
    [Function("Original")]
    public static int Original([ActivityTrigger(Activity = "Renamed")] int input) => input;

    [Function("Plain")]
    public static int Plain([ActivityTrigger] int input) => input;
}
