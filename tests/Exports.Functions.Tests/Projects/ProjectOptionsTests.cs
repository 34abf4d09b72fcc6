using Exports.EmbeddedHost.Hosting;
using Exports.Functions.Projects;
using Exports.Functions.Shared.Http;

namespace Exports.Functions.Tests.Projects;

public class ProjectOptionsTests
{
    [Fact]
    public void Defaults()
    {
        var options = new ProjectOptions();

        Assert.Equal(100, options.IdBlockSize);
        Assert.Equal(1_048_576, options.ContentBufferBytes);
        Assert.Equal(16, options.ParallelUploads);
        Assert.Equal(90_000_000, new HttpLimitsOptions().MaxBodyBytes);
    }

    [Theory]
    [InlineData("Projects__IdBlockSize", "0")]
    [InlineData("Projects__ParallelUploads", "1000")]
    [InlineData("Http__MaxBodyBytes", "0")]
    public async Task Start_SettingOutOfRange_StopsWithItsName(string name, string value)
    {
        var failure = await Assert.ThrowsAsync<HostStartException>(
            () => ExportsTestHost.StartAsync(new Dictionary<string, string> { [name] = value }));

        Assert.Contains(name.Split("__")[1], failure.Message, StringComparison.Ordinal);
    }
}
