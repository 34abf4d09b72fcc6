using System.Security.Cryptography;
using System.Text;

namespace Exports.Functions.RegistryImports;

/// <summary>Paths hold slashes and have no useful bound; keys and instance ids are 32 hex digits of their SHA-256.</summary>
internal static class RepositoryHash
{
    private const int Bytes = 16;

    public static string Of(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)).AsSpan(0, Bytes));
}
