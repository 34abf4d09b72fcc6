namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>The type flags of tar headers.</summary>
internal static class TarTypes
{
    public const byte RegularFile = (byte)'0';
    public const byte OldRegularFile = 0;
    public const byte ExtendedHeader = (byte)'x';
    public const byte LongName = (byte)'L';
    public const byte LongLink = (byte)'K';

    /// <summary>What an entry is that is no regular file, with its article.</summary>
    public static string Describe(byte type) => (char)type switch
    {
        '1' => "a hard link",
        '2' => "a symbolic link",
        '3' => "a character device",
        '4' => "a block device",
        '5' => "a folder",
        '6' => "a named pipe",
        '7' => "a contiguous file",
        'S' => "a sparse file",
        'g' => "a global extended header",
        _ => $"of the unknown type 0x{type:x2}",
    };
}
