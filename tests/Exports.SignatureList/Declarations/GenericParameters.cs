using System.Reflection;
using System.Reflection.Metadata;

namespace Exports.SignatureList.Declarations;

/// <summary>Type parameters and their constraints.</summary>
internal static class GenericParameters
{
    public static IReadOnlyList<string> Names(MetadataReader reader, GenericParameterHandleCollection handles) =>
        [.. handles.Select(handle => reader.GetString(reader.GetGenericParameter(handle).Name))];

    /// <returns><c>&lt;T, U&gt;</c>, or nothing.</returns>
    public static string List(IReadOnlyList<string> names) => names.Count == 0 ? "" : $"<{string.Join(", ", names)}>";

    /// <returns><c> where T : …</c> for each constrained parameter.</returns>
    public static string Constraints(DeclarationScope scope, GenericParameterHandleCollection handles) =>
        string.Concat(handles.Select(handle => Constraint(scope, scope.Reader.GetGenericParameter(handle))));

    private static string Constraint(DeclarationScope scope, GenericParameter parameter)
    {
        var attributes = parameter.Attributes;
        var parts = new List<string>();
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            parts.Add("class" + scope.Flags(parameter.GetCustomAttributes()).Next());
        }

        var isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (isStruct)
        {
            parts.Add("struct");
        }

        parts.AddRange(parameter.GetConstraints().Select(handle => TypeConstraint(scope, handle)).OfType<string>());
        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct)
        {
            parts.Add("new()");
        }

        return parts.Count == 0 ? "" : $" where {scope.Reader.GetString(parameter.Name)} : {string.Join(", ", parts)}";
    }

    private static string? TypeConstraint(DeclarationScope scope, GenericParameterConstraintHandle handle)
    {
        var constraint = scope.Reader.GetGenericParameterConstraint(handle);
        var name = TypeHeader.PrintReference(scope, constraint.Type, constraint.GetCustomAttributes());
        return name == nameof(ValueType) ? null : name;
    }
}
