using System.ComponentModel.DataAnnotations;
using Exports.Functions.ProjectExports.AfterExport;

namespace Exports.Functions.Tests.ProjectExports.AfterExport;

public sealed class UploadOptionsTests
{
    [Fact]
    public void Defaults()
    {
        var options = new UploadOptions();

        Assert.Equal(5, options.Retries);
        Assert.Equal(TimeSpan.FromSeconds(30), options.FirstBackoff);
        Assert.Equal(2, options.BackoffCoefficient);
        Assert.Equal(TimeSpan.FromMinutes(15), options.MaxBackoff);
        Assert.Equal(TimeSpan.FromMinutes(20), options.TimeLimit);
        Validator.ValidateObject(options, new(options), validateAllProperties: true);
    }
}
