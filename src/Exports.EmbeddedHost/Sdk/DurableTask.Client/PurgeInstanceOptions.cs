namespace Microsoft.DurableTask.Client;

/// <param name="Recursive">Purge the children as well.</param>
public record PurgeInstanceOptions(bool Recursive = false);
