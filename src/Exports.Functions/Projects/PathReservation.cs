using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Projects;

/// <summary>What a path leads to.</summary>
/// <param name="ProjectId">The id under which a project of this path is or is to be.</param>
/// <param name="Holder">The project that has the path; null when it is free.</param>
/// <param name="IsFresh">Whether the id was given just now, so that nobody else can know it.</param>
internal sealed record PathReservation(long ProjectId, ProjectRow? Holder = null, bool IsFresh = false);
