namespace Exports.SignatureList.Metadata;

internal enum TypeNodeKind
{
    Named,
    Array,
    Reference,
    Pointer,

    /// <summary>A generic parameter of the type, by position.</summary>
    TypeParameter,

    /// <summary>A generic parameter of the method, by position.</summary>
    MethodParameter,
}
