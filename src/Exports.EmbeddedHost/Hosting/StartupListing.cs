using Exports.EmbeddedHost.Hosting.Configuration;
using Exports.EmbeddedHost.Hosting.Data;
using Exports.EmbeddedHost.Hosting.Functions;
using Exports.EmbeddedHost.Hosting.Timers;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.EmbeddedHost.Hosting;

/// <summary>
/// What a newcomer reads after <c>dotnet run</c>: every function with its URL, schedule or trigger, in the form of Core Tools.
/// </summary>
internal static class StartupListing
{
    public static void Write(TextWriter output, IServiceProvider services, ICollection<string> addresses, HostJson hostJson)
    {
        var functions = services.GetRequiredService<FunctionTable>();
        var schedules = services.GetRequiredService<TimerTriggerRunner>().Timers.ToDictionary(
            timer => timer.Name, timer => timer.Schedule.Text);
        var baseUrl = addresses.First() + (hostJson.RoutePrefix.Length > 0 ? "/" + hostJson.RoutePrefix : "");
        output.WriteLine();
        output.WriteLine("Functions:");
        foreach (var function in functions.All.OrderBy(function => function.Trigger is HttpTrigger ? 0 : 1))
        {
            output.WriteLine();
            output.WriteLine($"\t{function.Name}: {Describe(function, schedules, baseUrl)}");
        }

        output.WriteLine();
        output.WriteLine($"Data folder: {services.GetRequiredService<DataFolder>().Path}");
        output.WriteLine($"Listening on {string.Join(", ", addresses)}. Press Ctrl+C to stop.");
    }

    private static string Describe(FunctionDescriptor function, Dictionary<string, string> schedules, string baseUrl) =>
        function.Trigger switch
        {
            HttpTrigger { Methods.Count: 0 } http => $"{baseUrl}/{http.Route.RawText}",
            HttpTrigger http => $"[{string.Join(',', http.Methods).ToUpperInvariant()}] {baseUrl}/{http.Route.RawText}",
            TimerTrigger timer => $"{timer.BindingType} {schedules[function.Name]}",
            var other => other.BindingType,
        };
}
