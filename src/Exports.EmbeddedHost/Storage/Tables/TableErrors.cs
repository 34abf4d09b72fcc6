using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace Exports.EmbeddedHost.Storage.Tables;

/// <summary>The table service's refusals: status, code, and a sentence.</summary>
internal static class TableErrors
{
    public static RequestFailedException TableNotFound(string table) =>
        Refusal(404, "TableNotFound", $"The table '{table}' does not exist.");

    public static RequestFailedException EntityNotFound() =>
        Refusal(404, "ResourceNotFound", "The specified resource does not exist.");

    public static RequestFailedException EntityAlreadyExists() =>
        Refusal(409, "EntityAlreadyExists", "The specified entity already exists.");

    public static RequestFailedException ConditionNotSatisfied() =>
        Refusal(412, "UpdateConditionNotSatisfied", "The update condition specified in the request was not satisfied.");

    public static RequestFailedException InvalidInput(string message) => Refusal(400, "InvalidInput", message);

    public static RequestFailedException OutOfRange(string message) => Refusal(400, "OutOfRangeInput", message);

    public static RequestFailedException Refusal(int status, string code, string message) =>
        new(status, $"{message}\nStatus: {status.ToString(CultureInfo.InvariantCulture)}\nErrorCode: {code}", code, null);

    /// <summary>
    /// A refusal of a whole transaction, with the position of the action at fault in front of the message, as the service sends it.
    /// </summary>
    public static TableTransactionFailedException InTransaction(RequestFailedException refusal, int index)
    {
        var position = index.ToString(CultureInfo.InvariantCulture);
        var numbered = new RequestFailedException(
            refusal.Status, $"{position}:{refusal.Message}", refusal.ErrorCode, refusal.InnerException);
        numbered.Data[TableTransactionFailedException.FailedIndexKey] = position;
        return new TableTransactionFailedException(numbered);
    }

    /// <summary>Runs one action of a transaction; its refusal becomes the transaction's.</summary>
    public static void AtAction(int index, Action action)
    {
        try
        {
            action();
        }
        catch (RequestFailedException refusal)
        {
            throw InTransaction(refusal, index);
        }
    }
}
