using System.ComponentModel.DataAnnotations;
using Exports.Functions.ProjectExports;

namespace Exports.Functions.Tests.ProjectExports;

public sealed class ProjectExportOptionsTests
{
    [Fact]
    public void Defaults()
    {
        var options = new ProjectExportOptions();

        Assert.Equal(25, options.MaxConcurrent);
        Assert.Equal(3, options.Retries);
        Assert.Equal(TimeSpan.FromSeconds(30), options.FirstBackoff);
        Assert.Equal(2, options.BackoffCoefficient);
        Assert.Equal(TimeSpan.FromMinutes(15), options.MaxBackoff);
        Assert.Equal(TimeSpan.FromHours(6), options.Deadline);
        Assert.Equal(TimeSpan.FromMinutes(5), options.SegmentTimeLimit);
        Assert.Equal(256L << 20, options.SegmentBytes);
        Assert.Equal(TimeSpan.FromSeconds(10), options.Heartbeat);
        Assert.Equal(TimeSpan.FromMinutes(15), options.WorkerPatience);
        Assert.Equal(TimeSpan.FromHours(24), options.Retention);
        Assert.Equal(TimeSpan.FromDays(7), options.RecordRetention);
        Assert.Equal(TimeSpan.FromMinutes(5), options.NeverStartedAfter);
        Assert.Equal(TimeSpan.FromMinutes(15), options.DanglingAfter);
        Assert.Equal(TimeSpan.FromMinutes(5), options.DownloadUrlLifetime);
        Assert.False(options.DownloadRedirect);
        Assert.False(options.ReportFailedStatus);
        Validator.ValidateObject(options, new(options), validateAllProperties: true);
    }

    [Fact]
    public void Validate_ValueOutOfRange_IsRefused()
    {
        var options = new ProjectExportOptions { Heartbeat = TimeSpan.Zero };

        Assert.Throws<ValidationException>(() => Validator.ValidateObject(options, new(options), validateAllProperties: true));
    }
}
