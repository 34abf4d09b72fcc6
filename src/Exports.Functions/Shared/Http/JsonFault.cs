using System.Text.Json;

namespace Exports.Functions.Shared.Http;

/// <summary>Says what is wrong with a caller's JSON. The framework's own sentence about a value of another kind names our types.</summary>
internal static class JsonFault
{
    public static string Describe(JsonException fault) => fault.InnerException is JsonException
        ? fault.Message
        : $"the value at {fault.Path} is missing or is none that is allowed there";
}
