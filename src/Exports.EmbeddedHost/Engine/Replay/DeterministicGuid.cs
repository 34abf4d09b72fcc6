using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>Version-5 GUIDs that a replay produces again (rule R10).</summary>
internal static class DeterministicGuid
{
    private const int HashLength = 20;

    private static readonly Guid Namespace = new("9e952958-5e33-4daf-827f-2fa12937b875");

    public static Guid Create(string instanceId, DateTime currentUtcDateTime, int counter)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{instanceId}_{currentUtcDateTime:o}_{counter}");
        var input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        Namespace.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));

        Span<byte> hash = stackalloc byte[HashLength];
        HashWithSha1(input, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    // RFC 4122 prescribes SHA-1 for version 5; nothing secret depends on it.
#pragma warning disable CA5350
    private static void HashWithSha1(ReadOnlySpan<byte> input, Span<byte> hash) => SHA1.HashData(input, hash);
#pragma warning restore CA5350
}
