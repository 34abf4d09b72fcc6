using System.Reflection.Metadata;
using Exports.SignatureList.Metadata;

namespace Exports.SignatureList.Usage;

/// <summary>The definitions in the embedded host that a product's usage leads to, by declaring type.</summary>
internal sealed class TouchedMembers
{
    private readonly HostTypes _types;
    private readonly Dictionary<TypeDefinitionHandle, HashSet<EntityHandle>> _byType = [];

    private TouchedMembers(HostTypes types) => _types = types;

    /// <summary>Methods and fields; a type that is only named has none.</summary>
    public IReadOnlyDictionary<TypeDefinitionHandle, HashSet<EntityHandle>> ByType => _byType;

    /// <exception cref="InvalidOperationException">A reference leads nowhere: the two assemblies are not of one build.</exception>
    public static TouchedMembers Resolve(ProductUsage usage, HostTypes types)
    {
        var touched = new TouchedMembers(types);
        foreach (var name in usage.Types.Where(HostTypes.IsUpstream))
        {
            touched.Members(types.Find(name) ?? throw Missing(name));
        }

        foreach (var key in usage.Members.Where(key => HostTypes.IsUpstream(key.Type)))
        {
            touched.Add(types.FindMethod(key) ?? (EntityHandle?)types.FindField(key) ?? throw Missing($"{key.Type}.{key.Name}"));
        }

        foreach (var (type, name) in usage.Overrides.Where(o => HostTypes.IsUpstream(o.Type)))
        {
            touched.AddAll(types.FindMethods(type, name));
        }

        foreach (var name in usage.Implemented.Where(HostTypes.IsUpstream))
        {
            touched.AddAll(types.Host.Reader.GetTypeDefinition(types.Find(name)!.Value).GetMethods());
        }

        return touched;
    }

    private static InvalidOperationException Missing(string name) =>
        new($"{name} is referenced by the product but not found in the embedded host: build both anew.");

    private void AddAll(IEnumerable<MethodDefinitionHandle> methods)
    {
        foreach (var method in methods)
        {
            Add(method);
        }
    }

    private void Add(EntityHandle member)
    {
        var reader = _types.Host.Reader;
        var type = member.Kind == HandleKind.FieldDefinition
            ? reader.GetFieldDefinition((FieldDefinitionHandle)member).GetDeclaringType()
            : reader.GetMethodDefinition((MethodDefinitionHandle)member).GetDeclaringType();
        if (HostTypes.IsUpstream(MetadataNames.Of(reader, type)))
        {
            Members(type).Add(member);
        }
    }

    private HashSet<EntityHandle> Members(TypeDefinitionHandle type)
    {
        if (!_byType.TryGetValue(type, out var members))
        {
            _byType.Add(type, members = []);
        }

        return members;
    }
}
