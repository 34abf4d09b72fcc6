using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Exports.TestKit.Logging;

/// <summary>Writes down a line's named values and the scopes around it, as structured writers of logs do.</summary>
internal static class LogContext
{
    public static string Of<TState>(TState state, IExternalScopeProvider? scopes)
    {
        var text = new StringBuilder();
        AppendValues(text, state);
        scopes?.ForEachScope(AppendScope, text);
        return text.ToString();
    }

    private static void AppendScope(object? scope, StringBuilder text)
    {
        text.Append(" => ").Append(scope);
        AppendValues(text, scope);
    }

    private static void AppendValues(StringBuilder text, object? state)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> values)
            return;

        foreach (var (name, value) in values)
            text.Append(CultureInfo.InvariantCulture, $" {name}={value}");
    }
}
