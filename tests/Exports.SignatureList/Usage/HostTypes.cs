using System.Reflection.Metadata;
using Exports.SignatureList.Metadata;

namespace Exports.SignatureList.Usage;

/// <summary>The types of the embedded host by name, and how a reference finds its member.</summary>
internal sealed class HostTypes
{
    private readonly Dictionary<string, TypeDefinitionHandle> _byName;

    public HostTypes(CompiledAssembly host)
    {
        Host = host;
        _byName = host.Reader.TypeDefinitions.ToDictionary(handle => MetadataNames.Of(host.Reader, handle));
    }

    public CompiledAssembly Host { get; }

    private MetadataReader Reader => Host.Reader;

    /// <summary>Whether a namespace belongs to an upstream package.</summary>
    public static bool IsUpstream(string typeName) =>
        typeName.StartsWith("Microsoft.", StringComparison.Ordinal) || typeName.StartsWith("Azure.", StringComparison.Ordinal);

    public TypeDefinitionHandle? Find(string? name) => name is not null && _byName.TryGetValue(name, out var handle) ? handle : null;

    /// <summary>The type itself, then its base classes as far as they are declared here.</summary>
    public IEnumerable<TypeDefinitionHandle> WithBases(TypeDefinitionHandle type)
    {
        for (TypeDefinitionHandle? current = type; current is { } handle; current = Find(BaseName(handle)))
        {
            yield return handle;
        }
    }

    /// <returns>The method that the key means, in the type or the nearest base class.</returns>
    public MethodDefinitionHandle? FindMethod(MemberKey key) =>
        WithBases(_byName[key.Type])
            .SelectMany(type => Reader.GetTypeDefinition(type).GetMethods())
            .Where(handle => Reader.StringComparer.Equals(Reader.GetMethodDefinition(handle).Name, key.Name))
            .Where(handle => SignatureOf(handle) == key.Signature)
            .Select(handle => (MethodDefinitionHandle?)handle)
            .FirstOrDefault();

    public FieldDefinitionHandle? FindField(MemberKey key) =>
        Reader.GetTypeDefinition(_byName[key.Type]).GetFields()
            .Where(handle => Reader.StringComparer.Equals(Reader.GetFieldDefinition(handle).Name, key.Name))
            .Select(handle => (FieldDefinitionHandle?)handle)
            .FirstOrDefault();

    public IEnumerable<MethodDefinitionHandle> FindMethods(string type, string name) =>
        WithBases(_byName[type])
            .SelectMany(handle => Reader.GetTypeDefinition(handle).GetMethods())
            .Where(handle => Reader.StringComparer.Equals(Reader.GetMethodDefinition(handle).Name, name));

    public string SignatureOf(MethodDefinitionHandle handle) =>
        MemberKey.Of(Reader.GetMethodDefinition(handle).DecodeSignature(TypeNodeProvider.Instance, null));

    private string? BaseName(TypeDefinitionHandle type) => MetadataNames.Of(Reader, Reader.GetTypeDefinition(type).BaseType);
}
