using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Exports.EmbeddedHost.Hosting.Configuration;

/// <summary>
/// Runs what the application checks at start (<c>ValidateOnStart</c>) before the host makes a folder or opens a port. The framework would
/// run it later, and what it throws ends a process with a stack trace.
/// </summary>
internal static class SettingsCheck
{
    /// <exception cref="HostStartException">Settings are wrong; all of them are named.</exception>
    public static void Run(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
        }
        catch (Exception exception)
        {
            // Whatever reading the settings throws is about a setting: a value that does not convert, or one that a rule refuses.
            throw new HostStartException($"The settings are wrong: {string.Join("; ", Faults(exception))}", exception);
        }
    }

    private static IEnumerable<string> Faults(Exception exception) => exception switch
    {
        AggregateException several => several.InnerExceptions.SelectMany(Faults),
        OptionsValidationException refused => refused.Failures,
        _ => [exception.Message],
    };
}
