namespace Exports.Functions.Tests.Documentation;

/// <summary>Shapes of declarations that the signature list has to print as they are written here.</summary>
public abstract class DeclarationSample<T> : IDisposable
    where T : class, IComparable<T>, new()
{
    protected DeclarationSample(string name = "a", int? count = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException($"{name}{count}{cancellationToken}");

    public string? MayBeNull { get; init; }

    public string WrittenOnly
    {
        init => MayBeNull = value;
    }

    public Dictionary<string, List<T?>>? Nested { get; protected set; }

    public abstract DayOfWeek this[string key] { get; }

    public virtual Task<T?> RunAsync(IReadOnlyList<string?> texts, DayOfWeek day = DayOfWeek.Monday, params int[] numbers) =>
        throw new NotSupportedException();

    public bool TryGet<TOther>(in Guid id, out TOther? value)
        where TOther : struct
    {
        value = null;
        return id == Guid.Empty ? throw new NotSupportedException() : true;
    }

    public void Dispose() => GC.SuppressFinalize(this);

    public static implicit operator string?(DeclarationSample<T> sample) => sample.MayBeNull;
}
