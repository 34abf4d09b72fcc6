using System.ComponentModel.DataAnnotations;
using Exports.EmbeddedHost.Hosting;
using Exports.EmbeddedHost.Hosting.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.EmbeddedHost.Tests.Hosting.Configuration;

public sealed class SettingsCheckTests
{
    [Theory]
    [InlineData("One:Wait", "soon", "'soon' at 'One:Wait'")]
    [InlineData("One:Count", "0", "Count must be between 1 and 9")]
    [InlineData("Two:Count", "0", "Count must be between 1 and 9")]
    public void Run_WrongSetting_IsRefusedNamingIt(string name, string value, string expected)
    {
        var failure = Assert.Throws<HostStartException>(() => Run((name, value)));

        Assert.StartsWith("The settings are wrong: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WrongSettingsOfTwoSections_NamesBoth()
    {
        var failure = Assert.Throws<HostStartException>(() => Run(("One:Count", "0"), ("Two:Count", "10")));

        Assert.Equal(2, failure.Message.Split("Count must be between 1 and 9").Length - 1);
    }

    [Fact]
    public void Run_RightSettings_Passes() => Run(("One:Wait", "00:00:01"), ("One:Count", "1"), ("Two:Count", "9"));

    private static void Run(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
        var services = new ServiceCollection();
        services.AddOptions<One>().Bind(configuration.GetSection("One")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<Two>().Bind(configuration.GetSection("Two")).ValidateDataAnnotations().ValidateOnStart();
        using var provider = services.BuildServiceProvider();
        SettingsCheck.Run(provider);
    }

    private sealed class One
    {
        public TimeSpan Wait { get; set; }

        [Range(1, 9)]
        public int Count { get; set; } = 1;
    }

    private sealed class Two
    {
        [Range(1, 9)]
        public int Count { get; set; } = 1;
    }
}
