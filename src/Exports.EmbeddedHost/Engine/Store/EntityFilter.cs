namespace Exports.EmbeddedHost.Engine.Store;

/// <summary>One page of a query over entities, in id order.</summary>
internal sealed record EntityFilter
{
    /// <summary>Ordinal; with the leading <c>@</c>.</summary>
    public string? IdPrefix { get; init; }

    public DateTimeOffset? ModifiedFrom { get; init; }

    public DateTimeOffset? ModifiedTo { get; init; }

    /// <summary>Also entities that have no state (rule N22).</summary>
    public bool IncludeTransient { get; init; }

    public bool WithState { get; init; } = true;

    public string? After { get; init; }

    public int Limit { get; init; } = 100;
}
