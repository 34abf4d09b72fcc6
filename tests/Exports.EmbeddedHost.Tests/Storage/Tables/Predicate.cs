using Azure.Data.Tables;

namespace Exports.EmbeddedHost.Tests.Storage.Tables;

/// <summary>A filter as text, and what it means.</summary>
internal sealed record Predicate(string Text, Func<TableEntity, bool> Holds)
{
    public override string ToString() => Text;
}
