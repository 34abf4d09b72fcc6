using System.Text.Json.Serialization;
using Exports.Functions.Shared.Json;

namespace Exports.Functions.RegistryImports.Messages;

[JsonConverter(typeof(SnakeCaseEnumConverter<ImportMessageKind>))]
public enum ImportMessageKind
{
    /// <summary>Something may have happened at the registry: ask it.</summary>
    Look,

    /// <summary>Cancel the present step.</summary>
    Cancel,
}
