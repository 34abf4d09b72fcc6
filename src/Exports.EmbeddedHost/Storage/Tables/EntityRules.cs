using Azure;

namespace Exports.EmbeddedHost.Storage.Tables;

/// <summary>
/// What the table service demands of names, keys, properties and sizes
/// (learn.microsoft.com, "Understanding the Table service data model").
/// </summary>
internal static class EntityRules
{
    public const int MaxActionsPerTransaction = 100;
    public const int MaxRequestBytes = 4 * 1024 * 1024;
    public const int MaxEntityBytes = 1024 * 1024;

    /// <summary>1 KiB of UTF-16.</summary>
    public const int MaxKeyLength = 512;

    public const int MaxProperties = 252;
    public const int MaxPropertyNameLength = 255;

    /// <summary>64 KiB of UTF-16.</summary>
    public const int MaxTextLength = 32 * 1024;

    public const int MaxBinaryLength = 64 * 1024;

    private static readonly DateTimeOffset EarliestTime = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <exception cref="RequestFailedException">400 <c>InvalidResourceName</c> or <c>OutOfRangeInput</c>.</exception>
    public static void CheckTableName(string name)
    {
        if (name.Length is < 3 or > 63)
        {
            throw TableErrors.OutOfRange($"The table name '{name}' must be 3 to 63 characters long.");
        }

        var wellFormed = char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit);
        if (!wellFormed || name.Equals("tables", StringComparison.OrdinalIgnoreCase))
        {
            throw TableErrors.Refusal(
                400,
                "InvalidResourceName",
                $"The table name '{name}' must be letters and digits, begin with a letter, and not be 'tables'.");
        }
    }

    /// <summary>Everything that can be said of a write before the stored entity is known.</summary>
    /// <exception cref="RequestFailedException">400 with the rule's code.</exception>
    public static void Check(EntityWrite write)
    {
        CheckKey(nameof(write.PartitionKey), write.PartitionKey);
        CheckKey(nameof(write.RowKey), write.RowKey);
        foreach (var (name, value) in write.Properties)
        {
            CheckPropertyName(name);
            CheckValue(name, value);
        }

        CheckWhole(write.PartitionKey, write.RowKey, write.Properties);
    }

    /// <summary>The rules on the entity as a whole, which a merge can break though each write kept them.</summary>
    /// <exception cref="RequestFailedException">
    /// 400 <c>TooManyProperties</c> or <c>EntityTooLarge</c>; 413 <c>RequestBodyTooLarge</c>.
    /// </exception>
    public static void CheckWhole(string partitionKey, string rowKey, IReadOnlyDictionary<string, object> properties)
    {
        if (properties.Count > MaxProperties)
        {
            throw TableErrors.Refusal(
                400, "TooManyProperties", $"The entity has {properties.Count} properties; {MaxProperties} are allowed.");
        }

        var size = EntitySize.Of(partitionKey, rowKey, properties);
        if (size > MaxRequestBytes)
        {
            throw BodyTooLarge(size);
        }

        if (size > MaxEntityBytes)
        {
            throw TableErrors.Refusal(400, "EntityTooLarge", $"The entity has {size} bytes; {MaxEntityBytes} are allowed.");
        }
    }

    public static RequestFailedException BodyTooLarge(long size) =>
        TableErrors.Refusal(413, "RequestBodyTooLarge", $"The request has {size} bytes; {MaxRequestBytes} are allowed.");

    public static void CheckKey(string name, string key)
    {
        if (key.Length > MaxKeyLength)
        {
            throw TableErrors.Refusal(400, "KeyValueTooLarge", $"The {name} has {key.Length} characters; {MaxKeyLength} are allowed.");
        }

        if (key.Any(IsForbiddenInKey))
        {
            throw TableErrors.OutOfRange($"The {name} contains one of / \\ # ? or a control character.");
        }
    }

    private static bool IsForbiddenInKey(char c) => c is '/' or '\\' or '#' or '?' or <= '\u001F' or (>= '\u007F' and <= '\u009F');

    private static void CheckPropertyName(string name)
    {
        if (name.Length > MaxPropertyNameLength)
        {
            throw TableErrors.Refusal(
                400, "PropertyNameTooLong", $"A property name has {name.Length} characters; {MaxPropertyNameLength} are allowed.");
        }

        if (name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_') || !name.All(c => char.IsLetterOrDigit(c) || c == '_'))
        {
            throw TableErrors.Refusal(400, "PropertyNameInvalid", $"The property name '{name}' is not a C# identifier.");
        }
    }

    private static void CheckValue(string name, object value)
    {
        var tooLarge = value is string { Length: > MaxTextLength } or byte[] { Length: > MaxBinaryLength };
        if (tooLarge)
        {
            throw TableErrors.Refusal(400, "PropertyValueTooLarge", $"The value of '{name}' is larger than 64 KiB.");
        }

        if (value is DateTimeOffset time && time < EarliestTime)
        {
            throw TableErrors.OutOfRange($"The time in '{name}' is before the year 1601.");
        }
    }
}
