namespace Exports.EmbeddedHost.Engine.Replay;

internal static class Tags
{
    /// <summary>The parent's tags with the call's own on top (rule S3); null when there are none.</summary>
    public static IReadOnlyDictionary<string, string>? Merge(
        IReadOnlyDictionary<string, string>? inherited, IDictionary<string, string>? own)
    {
        if (own is null or { Count: 0 })
        {
            return inherited;
        }

        var merged = inherited is null ? [] : new Dictionary<string, string>(inherited);
        foreach (var (key, value) in own)
        {
            merged[key] = value;
        }

        return merged;
    }
}
