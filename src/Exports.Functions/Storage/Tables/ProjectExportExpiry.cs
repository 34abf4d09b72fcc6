namespace Exports.Functions.Storage.Tables;

/// <summary>An archive that will expire: one row of the archives' index.</summary>
internal sealed record ProjectExportExpiry(long ProjectId, long Generation, DateTimeOffset ExpiresAt);
