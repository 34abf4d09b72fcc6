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
}
