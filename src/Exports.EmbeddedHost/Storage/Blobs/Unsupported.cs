namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>What the SDK can express and this host does not do: refused with a sentence, never ignored.</summary>
internal static class Unsupported
{
    public static NotSupportedException SignedUrls() =>
        new("This store is not served by a host, so its blobs have no URLs to sign.");

    public static NotSupportedException AccountKeys() =>
        new("The embedded host has no account key; check CanGenerateSasUri, or sign with a user delegation key.");

    public static void Unless(bool condition, string sentence)
    {
        if (!condition)
        {
            throw new NotSupportedException(sentence);
        }
    }
}
