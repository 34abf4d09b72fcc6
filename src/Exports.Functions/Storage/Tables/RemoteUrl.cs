namespace Exports.Functions.Storage.Tables;

/// <summary>The URL of an archive elsewhere. It may be signed, so nothing prints it by accident.</summary>
internal sealed class RemoteUrl(Uri value)
{
    public Uri Value { get; } = value;

    public override string ToString() => "(a URL)";
}
