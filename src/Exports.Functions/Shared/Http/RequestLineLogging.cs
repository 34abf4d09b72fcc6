using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.Shared.Http;

/// <summary>
/// Keeps ASP.NET Core's line about each request out of the logs, whatever level is set: it shows the query string, and there clients put
/// tokens (<c>?private_token=</c>), keys and signatures.
/// </summary>
internal static class RequestLineLogging
{
    private const string Category = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public static IServiceCollection KeepQueryStringsOutOfLogs(this IServiceCollection services) =>
        services.PostConfigure<LoggerFilterOptions>(options =>
        {
            // A rule for one provider wins over a rule for all, so each provider that has rules gets one more; the last of equals counts.
            var providers = options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToList();
            foreach (var provider in providers)
            {
                options.Rules.Add(new LoggerFilterRule(provider, Category, LogLevel.Warning, filter: null));
            }
        });
}
