using Azure;
using Azure.Data.Tables;

namespace Exports.EmbeddedHost.Tests.Storage;

/// <summary>Asserts that a store refuses, and with which status and code.</summary>
internal static class Refused
{
    public static async Task<RequestFailedException> WithAsync(int status, string code, Func<Task> call)
    {
        var refusal = await Assert.ThrowsAnyAsync<RequestFailedException>(call);
        Assert.Equal((status, code), (refusal.Status, refusal.ErrorCode));
        return refusal;
    }

    public static async Task AtActionAsync(int index, int status, string code, Func<Task> call)
    {
        var refusal = Assert.IsType<TableTransactionFailedException>(await WithAsync(status, code, call));
        Assert.Equal(index, refusal.FailedTransactionActionIndex);
        Assert.StartsWith($"{index}:", refusal.Message, StringComparison.Ordinal);
    }
}
