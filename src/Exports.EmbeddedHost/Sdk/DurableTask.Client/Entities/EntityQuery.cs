namespace Microsoft.DurableTask.Client.Entities;

/// <summary>Which entities to list (rules N21, N22).</summary>
public record EntityQuery
{
    public const int DefaultPageSize = 100;

    private readonly string? _instanceIdStartsWith;

    /// <summary>
    /// Prefix of <c>@name@key</c>; the leading '@' may be left out. The name part ignores case, the key part does not:
    /// <c>Store</c> finds every entity whose name begins so, <c>Store@</c> only that name.
    /// </summary>
    public string? InstanceIdStartsWith
    {
        get => _instanceIdStartsWith;
        init => _instanceIdStartsWith = value is null ? null : Normalize(value);
    }

    public DateTimeOffset? LastModifiedFrom { get; init; }

    public DateTimeOffset? LastModifiedTo { get; init; }

    public bool IncludeState { get; init; } = true;

    /// <summary>List also what has no state and is only tracked, such as a locked or deleted entity.</summary>
    public bool IncludeTransient { get; init; }

    /// <summary>Null leaves it to the host.</summary>
    public int? PageSize { get; init; }

    public string? ContinuationToken { get; init; }

    private static string Normalize(string value)
    {
        var prefix = value.StartsWith('@') ? value : "@" + value;
        var separator = prefix.IndexOf('@', 1);
        return separator < 0
            ? prefix.ToLowerInvariant()
            : string.Concat(prefix[..separator].ToLowerInvariant(), prefix[separator..]);
    }
}
