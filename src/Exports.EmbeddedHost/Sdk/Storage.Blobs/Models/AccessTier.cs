#nullable disable

using System.ComponentModel;

namespace Azure.Storage.Blobs.Models;

/// <summary>Where Azure keeps a blob. This host has one tier; naming one is refused.</summary>
public readonly struct AccessTier : IEquatable<AccessTier>
{
    private readonly string _value;

    public AccessTier(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    public static AccessTier Archive { get; } = new("Archive");

    public static AccessTier Cold { get; } = new("Cold");

    public static AccessTier Cool { get; } = new("Cool");

    public static AccessTier Hot { get; } = new("Hot");

    public static bool operator ==(AccessTier left, AccessTier right) => left.Equals(right);

    public static bool operator !=(AccessTier left, AccessTier right) => !left.Equals(right);

    public static implicit operator AccessTier(string value) => new(value);

    public bool Equals(AccessTier other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object obj) => obj is AccessTier other && Equals(other);

    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? string.Empty);

    public override string ToString() => _value;
}
