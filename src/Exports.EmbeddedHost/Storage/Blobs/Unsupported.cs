namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>What the SDK can express and this host does not do: refused with a sentence, never ignored.</summary>
internal static class Unsupported
{
    public static NotSupportedException SignedUrls() =>
        new("The embedded host signs no URLs; check CanGenerateSasUri and send the content through the application.");

    public static void Unless(bool condition, string sentence)
    {
        if (!condition)
        {
            throw new NotSupportedException(sentence);
        }
    }
}
