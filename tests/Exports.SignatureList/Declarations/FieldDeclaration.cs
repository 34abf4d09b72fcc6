using System.Reflection;
using System.Reflection.Metadata;
using Exports.SignatureList.Metadata;

namespace Exports.SignatureList.Declarations;

/// <summary>One field, constant or enum member.</summary>
internal static class FieldDeclaration
{
    public static string Print(DeclarationScope scope, FieldDefinitionHandle handle)
    {
        var field = scope.Reader.GetFieldDefinition(handle);
        var type = scope.Text.Print(field.DecodeSignature(TypeNodeProvider.Instance, null), scope.Flags(field.GetCustomAttributes()));
        var modifiers = field.Attributes.HasFlag(FieldAttributes.Literal) ? "const "
            : (field.Attributes.HasFlag(FieldAttributes.Static) ? "static " : "")
                + (field.Attributes.HasFlag(FieldAttributes.InitOnly) ? "readonly " : "");
        return $"public {modifiers}{type} {scope.Reader.GetString(field.Name)};";
    }
}
