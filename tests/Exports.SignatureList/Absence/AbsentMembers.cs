using System.Reflection;
using System.Reflection.Metadata;
using Exports.SignatureList.Declarations;
using Exports.SignatureList.Metadata;
using Exports.SignatureList.Usage;

namespace Exports.SignatureList.Absence;

/// <summary>
/// SDK members that are declared but do nothing except throw <see cref="NotSupportedException"/>. A virtual member that throws
/// only in the abstract base class counts when no class of the host overrides it with something better.
/// </summary>
internal sealed class AbsentMembers(HostTypes types)
{
    private readonly MetadataReader _reader = types.Host.Reader;

    /// <returns>Declarations by type name, both in ordinal order.</returns>
    public SortedDictionary<string, SortedSet<string>> Find()
    {
        var absent = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var type in _reader.TypeDefinitions.Where(IsPublicUpstream))
        {
            var lines = _reader.GetTypeDefinition(type).GetMethods().Where(method => IsAbsent(type, method)).Select(method => Print(type, method));
            var sorted = new SortedSet<string>(lines, StringComparer.Ordinal);
            if (sorted.Count > 0)
            {
                absent.Add(MetadataNames.Of(_reader, type), sorted);
            }
        }

        return absent;
    }

    private bool IsPublicUpstream(TypeDefinitionHandle type)
    {
        var attributes = _reader.GetTypeDefinition(type).Attributes & TypeAttributes.VisibilityMask;
        return attributes is TypeAttributes.Public or TypeAttributes.NestedPublic && HostTypes.IsUpstream(MetadataNames.Of(_reader, type));
    }

    private bool IsAbsent(TypeDefinitionHandle type, MethodDefinitionHandle handle)
    {
        var method = _reader.GetMethodDefinition(handle);
        if (!MethodDeclaration.IsVisible(method.Attributes))
        {
            return false;
        }

        if (!method.Attributes.HasFlag(MethodAttributes.Virtual))
        {
            return ThrowScan.AlwaysThrowsNotSupported(types.Host, handle);
        }

        var implementations = Implementations(type, handle);
        return implementations.Count > 0 && implementations.TrueForAll(i => ThrowScan.AlwaysThrowsNotSupported(types.Host, i));
    }

    /// <summary>The overrides in derived classes of the host; the method's own body where no class overrides it.</summary>
    private List<MethodDefinitionHandle> Implementations(TypeDefinitionHandle type, MethodDefinitionHandle handle)
    {
        var name = _reader.GetString(_reader.GetMethodDefinition(handle).Name);
        var parameters = ParameterCount(handle);
        var overrides = _reader.TypeDefinitions
            .Where(derived => derived != type && types.WithBases(derived).Contains(type))
            .SelectMany(derived => _reader.GetTypeDefinition(derived).GetMethods())
            .Where(candidate => _reader.StringComparer.Equals(_reader.GetMethodDefinition(candidate).Name, name))
            .Where(candidate => ParameterCount(candidate) == parameters && IsOverride(candidate))
            .ToList();
        return overrides.Count > 0 ? overrides : [handle];
    }

    private bool IsOverride(MethodDefinitionHandle handle)
    {
        var attributes = _reader.GetMethodDefinition(handle).Attributes;
        return attributes.HasFlag(MethodAttributes.Virtual) && !attributes.HasFlag(MethodAttributes.NewSlot);
    }

    private int ParameterCount(MethodDefinitionHandle handle) =>
        _reader.GetMethodDefinition(handle).DecodeSignature(TypeNodeProvider.Instance, null).ParameterTypes.Length;

    private string Print(TypeDefinitionHandle type, MethodDefinitionHandle method)
    {
        var scope = DeclarationScope.Of(_reader, type);
        foreach (var property in _reader.GetTypeDefinition(type).GetProperties())
        {
            var accessors = _reader.GetPropertyDefinition(property).GetAccessors();
            if (accessors.Getter == method || accessors.Setter == method)
            {
                return PropertyDeclaration.Print(scope, property);
            }
        }

        return MethodDeclaration.Print(scope, method);
    }
}
