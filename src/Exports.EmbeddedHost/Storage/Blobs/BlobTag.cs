using System.Globalization;
using Azure;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>A blob's ETag: strong, quoted, and made from its version: <c>"0x8DE2F0A1B2C3D4E"</c>.</summary>
internal static class BlobTag
{
    public static ETag Of(long version) => new(string.Create(CultureInfo.InvariantCulture, $"\"0x{version:X}\""));

    /// <summary>The time a version stands for, in whole seconds, as HTTP carries it.</summary>
    public static DateTimeOffset TimeOf(long ticks) => new(ticks - (ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
