using System.Globalization;
using System.Text;

namespace Exports.EmbeddedHost.Storage.Tables.Filters;

/// <summary>How a value is written in a filter.</summary>
internal static class FilterLiteral
{
    /// <summary>Replaces each interpolated value by its literal; null stays null.</summary>
    public static string? Format(FormattableString? filter)
    {
        if (filter is null)
        {
            return null;
        }

        var literals = filter.GetArguments().Select(object? (argument) => Of(argument)).ToArray();
        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }

    /// <exception cref="ArgumentException">Filters have no literal for the type.</exception>
    public static string Of(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        long or ulong => string.Create(CultureInfo.InvariantCulture, $"{value}L"),
        sbyte or byte or short or ushort or int or uint or float or double or decimal =>
            string.Create(CultureInfo.InvariantCulture, $"{value}"),
        Guid id => $"guid'{id}'",
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        BinaryData data => $"X'{Convert.ToHexString(data.ToArray())}'",
        DateTimeOffset time => OfTime(time.UtcDateTime),
        DateTime time => OfTime(time.ToUniversalTime()),
        string or char or StringBuilder => $"'{value.ToString()!.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => throw new ArgumentException($"A filter has no literal for a value of type {value.GetType()}.", nameof(value)),
    };

    private static string OfTime(DateTime time) =>
        $"datetime'{time.ToString("yyyy-MM-ddTHH':'mm':'ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)}'";
}
