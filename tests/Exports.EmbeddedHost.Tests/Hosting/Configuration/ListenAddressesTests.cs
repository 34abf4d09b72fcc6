using Exports.EmbeddedHost.Hosting;
using Exports.EmbeddedHost.Hosting.Configuration;
using Microsoft.Extensions.Configuration;

namespace Exports.EmbeddedHost.Tests.Hosting.Configuration;

public sealed class ListenAddressesTests
{
    [Fact]
    public void Read_OptionsAndCommandLine_TheOptionsWin() =>
        Assert.Equal(["http://127.0.0.1:0"], ListenAddresses.Read(["http://127.0.0.1:0"], Settings("--urls=http://localhost:9")));

    [Fact]
    public void Read_UrlsOnTheCommandLine_AreSplit() =>
        Assert.Equal(["http://localhost:1", "http://localhost:2"], ListenAddresses.Read(null, Settings("--urls=http://localhost:1;http://localhost:2")));

    [Fact]
    public void Read_Port_IsOnLocalhost() => Assert.Equal(["http://localhost:7072"], ListenAddresses.Read(null, Settings("--port=7072")));

    [Theory]
    [InlineData("https://localhost:1", "is not http")]
    [InlineData("localhost", "cannot be read")]
    [InlineData("http://localhost:many", "cannot be read")]
    [InlineData("http://localhost:65536", "cannot be read")]
    [InlineData("http://127.0.0.1:-1", "cannot be read")]
    [InlineData("http://localhost:0", "write it as http://127.0.0.1:0")]
    public void Read_AddressThatCannotBeServed_IsRefused(string address, string reason)
    {
        var refusal = Assert.Throws<HostStartException>(() => ListenAddresses.Read([address], Settings()));

        Assert.Contains(address, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Settings(params string[] arguments) => new ConfigurationBuilder().AddCommandLine(arguments).Build();
}
