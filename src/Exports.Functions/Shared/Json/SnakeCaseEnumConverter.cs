using System.Text.Json;
using System.Text.Json.Serialization;

namespace Exports.Functions.Shared.Json;

/// <summary>Enums as the API writes them: <c>AttemptsExhausted</c> is <c>attempts_exhausted</c>; numbers are refused.</summary>
internal sealed class SnakeCaseEnumConverter<TEnum>()
    : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
