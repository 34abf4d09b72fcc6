using System.Text.Json.Serialization;
using Exports.Functions.Shared.Json;

namespace Exports.Functions.RegistryImports;

/// <summary>The two steps of a move; <c>import_type</c> <c>pre</c> and <c>final</c> at the registry.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ImportStep>))]
public enum ImportStep
{
    PreImport,
    Import,
}
