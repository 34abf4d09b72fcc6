namespace Exports.SignatureList.Metadata;

/// <summary>A type as a signature spells it: a small tree that can be compared and printed.</summary>
/// <param name="Kind">Which of the shapes below this is.</param>
/// <param name="Name">Full name for a named type (nested ones joined by <c>+</c>), the position for a generic parameter.</param>
/// <param name="Arguments">Type arguments of a generic type, or the one element of an array, reference or pointer.</param>
internal sealed record TypeNode(TypeNodeKind Kind, string Name, IReadOnlyList<TypeNode> Arguments)
{
    /// <summary>Whether a nullability mark belongs to it: value types have none of their own.</summary>
    public bool IsValueType { get; init; }

    /// <summary>The setter's return type carries this in place of a keyword: the property is <c>init</c>.</summary>
    public bool IsInitOnly { get; init; }

    /// <summary>A text that is equal for equal types whichever assembly spells them, and tells different ones apart.</summary>
    public string Key => Arguments.Count == 0 ? $"{Kind}:{Name}" : $"{Kind}:{Name}[{string.Join(',', Arguments.Select(a => a.Key))}]";

    public static TypeNode Named(string name, bool isValueType) => new(TypeNodeKind.Named, name, []) { IsValueType = isValueType };

    public static TypeNode Wrap(TypeNodeKind kind, TypeNode element) => new(kind, "", [element]);
}
