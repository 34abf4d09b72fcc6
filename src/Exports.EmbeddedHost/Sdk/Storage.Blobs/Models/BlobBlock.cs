#nullable disable

using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Azure.Storage.Blobs.Models;

/// <summary>One block of a blob.</summary>
[SuppressMessage("Usage", "CA2231", Justification = "Upstream declares no operators.")]
public readonly struct BlobBlock : IEquatable<BlobBlock>
{
    internal BlobBlock(string name, long size)
    {
        Name = name;
        SizeLong = size;
    }

    /// <summary>The block's id, in base64.</summary>
    public string Name { get; }

    public long SizeLong { get; }

    [EditorBrowsable(EditorBrowsableState.Never)]
    public int Size => checked((int)SizeLong);

    public bool Equals(BlobBlock other) => string.Equals(Name, other.Name, StringComparison.Ordinal) && SizeLong == other.SizeLong;

    public override bool Equals(object obj) => obj is BlobBlock other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Name, SizeLong);
}
