using System.Reflection;
using System.Reflection.Metadata;
using Exports.SignatureList.Metadata;

namespace Exports.SignatureList.Usage;

/// <summary>What one assembly touches of another: types it names, members it calls, members it overrides or implements.</summary>
internal sealed class ProductUsage
{
    private readonly MetadataReader _reader;
    private readonly HashSet<string> _types;
    private readonly HashSet<MemberKey> _members = [];
    private readonly HashSet<(string Type, string Name)> _overrides = [];
    private readonly HashSet<string> _implemented = [];

    private ProductUsage(MetadataReader reader, string target)
    {
        _reader = reader;
        _types = [.. reader.TypeReferences.Where(handle => IsFrom(handle, target)).Select(handle => MetadataNames.Of(reader, handle))];
    }

    public IReadOnlySet<string> Types => _types;

    public IReadOnlySet<MemberKey> Members => _members;

    /// <summary>Methods that a class of the product overrides, by base class and name.</summary>
    public IReadOnlySet<(string Type, string Name)> Overrides => _overrides;

    /// <summary>Interfaces that a class of the product implements: it needs every member of them.</summary>
    public IReadOnlySet<string> Implemented => _implemented;

    /// <param name="product">The assembly whose needs are wanted.</param>
    /// <param name="target">Simple name of the assembly that offers.</param>
    public static ProductUsage Collect(CompiledAssembly product, string target)
    {
        var usage = new ProductUsage(product.Reader, target);
        usage.AddReferences();
        usage.AddNamedAttributeArguments();
        foreach (var handle in product.Reader.TypeDefinitions)
        {
            usage.AddInheritance(product.Reader.GetTypeDefinition(handle));
        }

        return usage;
    }

    private bool IsFrom(TypeReferenceHandle handle, string target)
    {
        var scope = _reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => IsFrom((TypeReferenceHandle)scope, target),
            HandleKind.AssemblyReference =>
                _reader.GetString(_reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) == target,
            _ => false,
        };
    }

    private void AddReferences()
    {
        foreach (var handle in _reader.MemberReferences)
        {
            var member = _reader.GetMemberReference(handle);
            if (MetadataNames.Of(_reader, member.Parent) is { } type && _types.Contains(type))
            {
                var signature = member.GetKind() == MemberReferenceKind.Method
                    ? MemberKey.Of(member.DecodeMethodSignature(TypeNodeProvider.Instance, null))
                    : MemberKey.Of(member.DecodeFieldSignature(TypeNodeProvider.Instance, null));
                _members.Add(new MemberKey(type, _reader.GetString(member.Name), signature));
            }
        }
    }

    /// <summary><c>[HttpTrigger(…, Route = …)]</c> sets a property without any member reference.</summary>
    private void AddNamedAttributeArguments()
    {
        foreach (var handle in _reader.CustomAttributes)
        {
            var attribute = _reader.GetCustomAttribute(handle);
            if (MetadataNames.OfAttribute(_reader, attribute) is { } type && _types.Contains(type))
            {
                foreach (var argument in attribute.DecodeValue(TypeNodeProvider.Instance).NamedArguments)
                {
                    _overrides.Add((type, "set_" + argument.Name));
                }
            }
        }
    }

    private void AddInheritance(TypeDefinition type)
    {
        foreach (var handle in type.GetInterfaceImplementations())
        {
            if (MetadataNames.Of(_reader, _reader.GetInterfaceImplementation(handle).Interface) is { } name && _types.Contains(name))
            {
                _implemented.Add(name);
            }
        }

        if (MetadataNames.Of(_reader, type.BaseType) is { } baseName && _types.Contains(baseName))
        {
            _overrides.UnionWith(type.GetMethods().Select(_reader.GetMethodDefinition)
                .Where(IsOverride)
                .Select(method => (baseName, _reader.GetString(method.Name))));
        }
    }

    private static bool IsOverride(MethodDefinition method) =>
        method.Attributes.HasFlag(MethodAttributes.Virtual) && !method.Attributes.HasFlag(MethodAttributes.NewSlot);
}
