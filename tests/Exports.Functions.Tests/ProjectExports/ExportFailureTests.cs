using Azure;
using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.AfterExport;
using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.Shared;
using Microsoft.DurableTask;

namespace Exports.Functions.Tests.ProjectExports;

public sealed class ExportFailureTests
{
    [Theory]
    [InlineData(1, null)]
    [InlineData(3, null)]
    [InlineData(4, FailureReason.AttemptsExhausted)]
    public void Final_PassingFault_IsFinalAfterTheLastRetry(int attempt, FailureReason? expected) =>
        Assert.Equal(expected, ExportFailure.Final(Details(new InvalidOperationException("x")), attempt, retries: 3));

    [Fact]
    public void Final_FaultThatStays_IsFinalAtOnce()
    {
        Assert.Equal(FailureReason.ContentDamaged, ExportFailure.Final(Details(new ArchiveContentException("a", "x")), 1, 3));
        Assert.Equal(FailureReason.TooLarge, ExportFailure.Final(Details(new ArchiveTooLargeException(1)), 1, 3));
    }

    [Fact]
    public void Final_UploadFailedForGood_IsFinalAtOnce() =>
        Assert.Equal(FailureReason.AfterExportFailed, ExportFailure.Final(Details(new AfterExportException("x")), 1, 3));

    [Fact]
    public void IsPassing_StorageReadOrHost_IsTrue()
    {
        AssertIsPassing(true, new RequestFailedException(503, "x"));
        AssertIsPassing(true, new AggregateException(new RequestFailedException(503, "x")));
        AssertIsPassing(true, new IOException("x"));
        AssertIsPassing(true, new TaskCanceledException("x"));
    }

    [Fact]
    public void IsPassing_AnythingElse_IsFalse()
    {
        AssertIsPassing(false, new ArchiveContentException("a", "x"));
        AssertIsPassing(false, new ArchiveTooLargeException(1));
        AssertIsPassing(false, new InvalidOperationException("x"));
    }

    [Fact]
    public void Text_NestedAndManyLines_IsTheFirstLineOfTheCause()
    {
        var failure = new InvalidOperationException("outer", new InvalidOperationException("Server is busy.\r\nHeaders:\nx-ms-request-id: 1"));

        Assert.Equal("Server is busy.", ExportFailure.Text(Details(failure)));
    }

    private static void AssertIsPassing(bool expected, Exception failure)
    {
        Assert.Equal(expected, ExportFailure.IsPassing(failure));
        Assert.Equal(expected, ExportFailure.IsPassing(Details(failure)));
    }

    private static TaskFailureDetails Details(Exception exception) => TaskFailureDetails.FromException(exception);
}
