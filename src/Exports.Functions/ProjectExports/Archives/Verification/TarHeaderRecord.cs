using System.Text;

namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>A header of a tar stream: ustar, pax or GNU, which differ in how they keep long names and large sizes.</summary>
/// <param name="Name">The name in the record; an extended header before it may say another.</param>
/// <param name="Size">Bytes that follow the record, padding not counted.</param>
/// <param name="Mode">Permission bits.</param>
/// <param name="Type">The type flag, see <see cref="TarTypes"/>.</param>
internal sealed record TarHeaderRecord(string Name, long Size, int Mode, byte Type)
{
    public const int Bytes = 512;

    private const int PermissionBits = 0xFFF;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="InvalidArchiveException">The record is not a header.</exception>
    public static TarHeaderRecord Parse(ReadOnlySpan<byte> record)
    {
        if (Octal(record[148..156]) != Checksum(record))
            throw Malformed("a header's checksum is wrong");
        var name = Text(record[..100]);
        // GNU's own magic has other fields where ustar has the prefix.
        var prefix = record[257..].StartsWith("ustar\0"u8) ? Text(record[345..500]) : "";
        var size = Number(record[124..136]);
        return new(prefix.Length == 0 ? name : $"{prefix}/{name}", size, (int)(Octal(record[100..108]) & PermissionBits), record[156]);
    }

    /// <summary>UTF-8 up to the first NUL.</summary>
    /// <exception cref="InvalidArchiveException">It is not UTF-8.</exception>
    public static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        try
        {
            return StrictUtf8.GetString(end < 0 ? field : field[..end]);
        }
        catch (DecoderFallbackException undecodable)
        {
            throw Malformed("a name is not valid UTF-8", undecodable);
        }
    }

    public static InvalidArchiveException Malformed(string what, Exception? inner = null) =>
        new(ArchiveDefect.Corrupt, $"The archive does not hold a sound tar stream: {what}.", inner);

    private static long Checksum(ReadOnlySpan<byte> record)
    {
        // The field itself counts as blanks.
        long sum = 8 * ' ';
        foreach (var value in record[..148])
            sum += value;
        foreach (var value in record[156..])
            sum += value;
        return sum;
    }

    /// <summary>Octal digits, or with the highest bit set a big-endian number: how GNU writes what needs more than eleven digits.</summary>
    private static long Number(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) == 0)
            return Octal(field);

        long value = field[0] & 0x7F;
        foreach (var digit in field[1..])
        {
            if (value > long.MaxValue >> 8)
                throw Malformed("a header's number is too large");
            value = value << 8 | digit;
        }

        return value;
    }

    private static long Octal(ReadOnlySpan<byte> field)
    {
        long value = 0;
        foreach (var digit in field.Trim(" \0"u8))
        {
            if (digit is < (byte)'0' or > (byte)'7')
                throw Malformed("a header's number is not octal");
            value = value << 3 | (uint)(digit - '0');
        }

        return value;
    }
}
