namespace Exports.Functions.Shared.Outbound;

/// <summary>Marks an <see cref="HttpContent"/> that writes the same bytes each time it is sent, so a 307 or 308 may carry it on.</summary>
internal interface IReplayableContent;
