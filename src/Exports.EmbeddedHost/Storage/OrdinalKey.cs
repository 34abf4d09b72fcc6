using System.Text;

namespace Exports.EmbeddedHost.Storage;

/// <summary>
/// Keys and names as SQLite stores them: big-endian UTF-16, because comparing those bytes is comparing the strings ordinally.
/// SQLite's own text comparison goes by UTF-8 and puts characters beyond the basic plane elsewhere.
/// </summary>
internal static class OrdinalKey
{
    public static byte[] Encode(string key) => Encoding.BigEndianUnicode.GetBytes(key);

    public static string Decode(byte[] key) => Encoding.BigEndianUnicode.GetString(key);

    /// <summary>The smallest key after every key that begins with the prefix; null where there is none.</summary>
    public static byte[]? AfterPrefix(string prefix)
    {
        var bytes = Encode(prefix);
        var last = Array.FindLastIndex(bytes, value => value != byte.MaxValue);
        if (last < 0)
        {
            return null;
        }

        bytes[last]++;
        return bytes[..(last + 1)];
    }
}
