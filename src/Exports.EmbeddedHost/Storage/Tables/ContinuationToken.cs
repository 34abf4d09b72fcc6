using System.Text;
using Azure;

namespace Exports.EmbeddedHost.Storage.Tables;

/// <summary>Where the next page of a query begins.</summary>
/// <param name="PartitionKey">The first entity's partition, unless the entity is gone by then.</param>
/// <param name="RowKey">Its key within the partition.</param>
/// <param name="AfterEmptyPage">Whether the page before was made empty on purpose; the next one is then not.</param>
internal sealed record ContinuationToken(string PartitionKey, string RowKey, bool AfterEmptyPage)
{
    /// <summary>Opaque text without spaces.</summary>
    public override string ToString() => $"1!{(AfterEmptyPage ? 'e' : 'p')}!{Encode(PartitionKey)}!{Encode(RowKey)}";

    /// <exception cref="RequestFailedException">400 <c>InvalidInput</c>: the text does not come from a query.</exception>
    public static ContinuationToken? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            if (text.Split('!') is ["1", var kind, var partitionKey, var rowKey])
            {
                return new ContinuationToken(Decode(partitionKey), Decode(rowKey), kind == "e");
            }
        }
        catch (FormatException)
        {
            // Not base64: refused below like any other text that no query gave out.
        }

        throw TableErrors.InvalidInput("The continuation token is not valid.");
    }

    private static string Encode(string key) => Convert.ToBase64String(Encoding.Unicode.GetBytes(key));

    private static string Decode(string text) => Encoding.Unicode.GetString(Convert.FromBase64String(text));
}
