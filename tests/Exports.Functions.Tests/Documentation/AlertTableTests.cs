using System.Reflection;
using System.Text.RegularExpressions;
using Exports.Functions.RegistryImports.Rules;
using Exports.SignatureList;
using Microsoft.Azure.Functions.Worker;

namespace Exports.Functions.Tests.Documentation;

/// <summary>Whoever is woken by an alert finds its name in docs/operations.md.</summary>
public sealed partial class AlertTableTests
{
    [Fact]
    public void Operations_EveryAlert_HasARowAndNoRowIsWithoutAlert()
    {
        var bicep = ReadBicep();
        var defined = MetricAlert().Matches(bicep).Concat(LogAlert().Matches(bicep)).Select(match => match.Groups[1].Value).Order();
        var described = MarkdownTable.Read("docs/operations.md", "## Alerts").SelectMany(row => row[0].Split("`, `")).Order();

        Assert.Equal(defined, described);
    }

    /// <summary>An alert on a name that nobody has would be silent, or never silent.</summary>
    [Fact]
    public void Alerts_EveryFunctionAndCodeThatAQueryNames_Exists()
    {
        var functions = typeof(Program).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name);
        var requests = Requests().Matches(ReadBicep()).SelectMany(match => Quoted().Matches(match.Value)).Select(match => match.Groups[1].Value);
        var codes = Codes().Matches(ReadBicep()).SelectMany(match => Quoted().Matches(match.Value)).Select(match => match.Groups[1].Value);

        Assert.Equal([], requests.Except(functions));
        Assert.Equal([], codes.Except(Enum.GetNames<EnqueueCode>()));
        Assert.Contains(nameof(EnqueueCode.BreakerOpen), codes);
    }

    internal static string ReadBicep() =>
        File.ReadAllText(Path.Combine(RepositoryRoot.Find(AppContext.BaseDirectory), "infra", "modules", "alerts.bicep"));

    [GeneratedRegex(@"requests \| where name [^|]*")]
    private static partial Regex Requests();

    [GeneratedRegex(@"has_any \([^)]*\)")]
    private static partial Regex Codes();

    [GeneratedRegex("\"([A-Za-z]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^  name: '\$\{name\}-([a-z0-9-]+?)(?:-\$\{index\})?'$", RegexOptions.Multiline)]
    private static partial Regex MetricAlert();

    [GeneratedRegex(@"^    name: '([a-z-]+)'$", RegexOptions.Multiline)]
    private static partial Regex LogAlert();
}
