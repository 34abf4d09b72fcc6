using System.ComponentModel.DataAnnotations;
using Exports.Functions.Projects.Imports;

namespace Exports.Functions.Tests.Projects.Imports;

public sealed class ImportOptionsTests
{
    [Fact]
    public void Defaults()
    {
        var options = new ImportOptions();

        Assert.Equal((TimeSpan.FromHours(6), TimeSpan.FromMinutes(4)), (options.Deadline, options.SegmentTimeLimit));
        Assert.Equal((10L << 30, 64L << 20, TimeSpan.FromMinutes(8)), (options.MaxArchiveBytes, options.FetchPieceBytes, options.FetchTimeLimit));
        Assert.Equal(new(1_000_000, 25L << 30, 500, 256 << 20), options.Limits);
        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromDays(7)), (options.Heartbeat, options.Retention));
        Assert.Equal((TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)), (options.NeverStartedAfter, options.DanglingAfter));
        Validator.ValidateObject(options, new(options), validateAllProperties: true);
    }

    [Fact]
    public void Validation_ValueOutOfRange_IsRefused() =>
        Assert.Throws<ValidationException>(() =>
            Validator.ValidateProperty(0, new(new ImportOptions()) { MemberName = nameof(ImportOptions.MaxExpansion) }));
}
