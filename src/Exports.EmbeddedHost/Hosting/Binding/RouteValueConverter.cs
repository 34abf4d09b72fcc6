using System.Globalization;

namespace Exports.EmbeddedHost.Hosting.Binding;

/// <summary>Turns a segment of the path into a parameter's type, culture-free.</summary>
internal static class RouteValueConverter
{
    /// <summary>A converter to <paramref name="type"/> or its nullable form; null when there is none.</summary>
    public static Func<string, object, object?>? For(Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        return Type.GetTypeCode(target) switch
        {
            TypeCode.String => (_, value) => Text(value),
            TypeCode.Boolean => Parsed<bool>(target, bool.TryParse),
            TypeCode.Int32 => Number<int>(target, NumberStyles.AllowLeadingSign),
            TypeCode.Int64 => Number<long>(target, NumberStyles.AllowLeadingSign),
            TypeCode.Double => Number<double>(target, NumberStyles.Float),
            TypeCode.Decimal => Number<decimal>(target, NumberStyles.Float),
            TypeCode.DateTime => Parsed(target, (string text, out DateTime result) =>
                DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out result)),
            _ when target == typeof(Guid) => Parsed<Guid>(target, Guid.TryParse),
            _ when target == typeof(DateTimeOffset) => Parsed(target, (string text, out DateTimeOffset result) =>
                DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out result)),
            _ => null,
        };
    }

    private delegate bool TryParse<T>(string text, out T result);

    private static Func<string, object, object?> Number<T>(Type target, NumberStyles style)
        where T : System.Numerics.INumber<T> =>
        Parsed(target, (string text, out T result) => T.TryParse(text, style, CultureInfo.InvariantCulture, out result!));

    private static Func<string, object, object?> Parsed<T>(Type target, TryParse<T> parse) => (name, value) =>
        parse(Text(value), out var result)
            ? result
            : throw new ParameterValueException($"{name} is not a valid {Describe(target)}");

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string Describe(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Int32 or TypeCode.Int64 => "integer",
        TypeCode.Double or TypeCode.Decimal => "number",
        TypeCode.Boolean => "boolean",
        TypeCode.DateTime => "time",
        _ => type == typeof(Guid) ? "GUID" : "time",
    };
}
