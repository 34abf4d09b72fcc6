namespace Microsoft.DurableTask.Abstractions;

/// <summary>Order of versions (rule V2).</summary>
public static class TaskOrchestrationVersioningUtils
{
    /// <summary>Empty is oldest; two dotted numbers compare as numbers; anything else as text, ignoring case.</summary>
    public static int CompareVersions(string sourceVersion, string otherVersion)
    {
        var (sourceEmpty, otherEmpty) = (string.IsNullOrWhiteSpace(sourceVersion), string.IsNullOrWhiteSpace(otherVersion));
        if (sourceEmpty || otherEmpty) return otherEmpty.CompareTo(sourceEmpty);

        return System.Version.TryParse(sourceVersion, out var source) && System.Version.TryParse(otherVersion, out var other)
            ? source.CompareTo(other)
            : string.Compare(sourceVersion, otherVersion, StringComparison.OrdinalIgnoreCase);
    }
}
