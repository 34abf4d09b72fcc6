using Exports.EmbeddedHost.Hosting.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Exports.EmbeddedHost.Hosting;

/// <summary>Log levels from host.json, then from the <c>Logging</c> section; to the console unless the start is quiet.</summary>
internal static class HostLogging
{
    private static readonly string[] ReportedByTheHost =
        ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel"];

    // Its lines hold the whole address of a request.
    private const string RequestLines = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public static void Add(IServiceCollection services, IConfiguration configuration, HostJson hostJson, bool quiet)
    {
        var phase = new HostPhase();
        services.AddSingleton(phase);
        services.PostConfigure<LoggerFilterOptions>(LeaveOutAddresses);
        services.AddLogging(logging =>
        {
            logging.AddFilter("Microsoft", LogLevel.Warning);
            foreach (var (category, level) in hostJson.LogLevels)
            {
                logging.AddFilter(
                    category.Equals("default", StringComparison.OrdinalIgnoreCase) ? null : category,
                    Enum.Parse<LogLevel>(level, ignoreCase: true));
            }

            logging.AddConfiguration(configuration.GetSection("Logging"));
            if (!quiet)
            {
                AddConsole(logging, phase);
            }
        });
    }

    /// <summary>An address may be signed, or hold a host key: no setting and no provider gets to write it down.</summary>
    private static void LeaveOutAddresses(LoggerFilterOptions filters)
    {
        foreach (var provider in filters.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToList())
            filters.Rules.Add(new LoggerFilterRule(provider, RequestLines, LogLevel.Warning, filter: null));
    }

    private static void AddConsole(ILoggingBuilder logging, HostPhase phase)
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "[yyyy-MM-ddTHH:mm:ss.fffZ] ";
        });
        foreach (var category in ReportedByTheHost)
        {
            logging.AddFilter<ConsoleLoggerProvider>(category, level => !phase.IsStarting && level >= LogLevel.Warning);
        }
    }
}
