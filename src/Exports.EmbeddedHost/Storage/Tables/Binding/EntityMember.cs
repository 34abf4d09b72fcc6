using System.Reflection;
using System.Runtime.Serialization;

namespace Exports.EmbeddedHost.Storage.Tables.Binding;

/// <summary>A public property or field of an entity type, and the name it is stored under.</summary>
/// <param name="Name">The stored name: <see cref="DataMemberAttribute.Name"/>, else the member's own.</param>
/// <param name="Type">The member's type.</param>
/// <param name="Get">Reads it; null for a write-only property.</param>
/// <param name="Set">Writes it; null for a read-only member.</param>
internal sealed record EntityMember(string Name, Type Type, Func<object, object?>? Get, Action<object, object?>? Set)
{
    private static readonly HashSet<string> SystemNames = ["PartitionKey", "RowKey", "Timestamp", "ETag"];

    /// <summary>The members that an entity type stores. The four system properties go through the interface instead.</summary>
    public static EntityMember[] Of(Type type)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => (Member: (MemberInfo)property, Bound: new EntityMember(
                NameOf(property),
                property.PropertyType,
                property.CanRead ? property.GetValue : null,
                property.CanWrite ? property.SetValue : null)));
        var fields = type.GetFields(BindingFlags.Public | BindingFlags.Instance)
            .Select(field => (Member: (MemberInfo)field, Bound: new EntityMember(
                NameOf(field), field.FieldType, field.GetValue, field.IsInitOnly ? null : field.SetValue)));
        return [.. properties.Concat(fields)
            .Where(pair => pair.Member.GetCustomAttribute<IgnoreDataMemberAttribute>() is null && !SystemNames.Contains(pair.Member.Name))
            .Select(pair => pair.Bound)];
    }

    private static string NameOf(MemberInfo member) => member.GetCustomAttribute<DataMemberAttribute>()?.Name ?? member.Name;
}
