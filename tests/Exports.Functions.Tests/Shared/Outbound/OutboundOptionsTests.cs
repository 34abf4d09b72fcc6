using System.ComponentModel.DataAnnotations;
using Exports.Functions.Shared.Outbound;

namespace Exports.Functions.Tests.Shared.Outbound;

public sealed class OutboundOptionsTests
{
    [Fact]
    public void Defaults()
    {
        var options = new OutboundOptions();

        Assert.False(options.AllowHttp);
        Assert.Empty(options.AllowedHosts);
        Assert.Equal(TimeSpan.FromSeconds(15), options.ConnectTimeout);
        Assert.Equal(TimeSpan.FromSeconds(100), options.ResponseTimeout);
        Assert.Equal(5, options.MaxRedirects);
        Validator.ValidateObject(options, new(options), validateAllProperties: true);
    }

    [Theory]
    [InlineData("minio.internal", true)]
    [InlineData("10.0.0.5", true)]
    [InlineData("::1", true)]
    [InlineData("https://minio.internal", false)]
    [InlineData("", false)]
    public void Validate_AllowedHost_MustBeAHost(string host, bool accepted) =>
        Assert.Equal(accepted, new OutboundOptionsValidator().Validate(null, new() { AllowedHosts = { host } }).Succeeded);
}
