using System.Collections.Concurrent;
using Azure.Data.Tables;

namespace Exports.EmbeddedHost.Storage.Tables.Binding;

/// <summary>Between entity objects and stored properties.</summary>
internal static class EntityBinder
{
    private static readonly HashSet<string> SystemNames = ["PartitionKey", "RowKey", "Timestamp", TableEntity.ETagKey];
    private static readonly ConcurrentDictionary<Type, EntityMember[]> Members = new();

    /// <summary>An entity's own properties as stored types; those that are null are left out, as they are not stored.</summary>
    public static IReadOnlyDictionary<string, object> Read(ITableEntity entity)
    {
        var values = entity is IDictionary<string, object?> dictionary
            ? dictionary.Where(pair => !SystemNames.Contains(pair.Key))
            : MembersOf(entity.GetType()).Where(member => member.Get is not null)
                .Select(member => KeyValuePair.Create(member.Name, member.Get!(entity)));
        var properties = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (value is not null)
            {
                properties[name] = PropertyValue.ToStored(name, value);
            }
        }

        return properties;
    }

    /// <summary>A new entity object with the stored values, or with those of them that were selected.</summary>
    public static T Bind<T>(StoredEntity stored, IReadOnlyCollection<string>? selection)
        where T : class, ITableEntity
    {
        var entity = Activator.CreateInstance<T>();
        BindSystemProperties(entity, stored, selection);
        if (entity is IDictionary<string, object?> dictionary)
        {
            BindDictionary(dictionary, stored, selection);
        }
        else
        {
            BindMembers(entity, stored, selection);
        }

        return entity;
    }

    private static EntityMember[] MembersOf(Type type) => Members.GetOrAdd(type, EntityMember.Of);

    private static void BindSystemProperties(ITableEntity entity, StoredEntity stored, IReadOnlyCollection<string>? selection)
    {
        entity.ETag = stored.ETag;
        if (IsSelected(selection, nameof(ITableEntity.PartitionKey)))
        {
            entity.PartitionKey = stored.PartitionKey;
        }

        if (IsSelected(selection, nameof(ITableEntity.RowKey)))
        {
            entity.RowKey = stored.RowKey;
        }

        if (IsSelected(selection, nameof(ITableEntity.Timestamp)))
        {
            entity.Timestamp = stored.Timestamp;
        }
    }

    private static void BindDictionary(IDictionary<string, object?> dictionary, StoredEntity stored, IReadOnlyCollection<string>? selection)
    {
        foreach (var name in selection ?? stored.Properties.Keys.ToArray())
        {
            if (!SystemNames.Contains(name))
            {
                dictionary[name] = stored.Properties.GetValueOrDefault(name);
            }
        }
    }

    private static void BindMembers(object entity, StoredEntity stored, IReadOnlyCollection<string>? selection)
    {
        foreach (var member in MembersOf(entity.GetType()))
        {
            if (member.Set is not null && IsSelected(selection, member.Name) && stored.Properties.TryGetValue(member.Name, out var value))
            {
                member.Set(entity, PropertyValue.FromStored(member.Name, value, member.Type));
            }
        }
    }

    private static bool IsSelected(IReadOnlyCollection<string>? selection, string name) => selection is null || selection.Contains(name);
}
