using System.Security.Cryptography;
using System.Text;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>Stands for a payload where only its equality matters.</summary>
internal static class PayloadDigest
{
    private const int Length = 16;

    public static string Of(string? payload) =>
        payload is null ? string.Empty : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(payload)).AsSpan(0, Length));
}
