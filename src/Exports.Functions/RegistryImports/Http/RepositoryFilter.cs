using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.RegistryImports.Http;

/// <summary>Which repositories a list is to show, and in which key ranges they are.</summary>
internal sealed record RepositoryFilter(RepositoryState? State, SkipReason? Reason, string Prefix)
{
    /// <exception cref="ApiException">400 for a state or a reason that there is not, or a prefix that no path has.</exception>
    public static RepositoryFilter From(HttpRequest request)
    {
        var prefix = request.Query["prefix"].ToString();
        if (prefix.Length > RegistryPath.MaxLength)
            throw ApiException.BadRequest($"400 Bad request - prefix is longer than {RegistryPath.MaxLength} characters");
        return new(Read<RepositoryState>(request, "state"), Read<SkipReason>(request, "reason"), prefix);
    }

    /// <summary>The narrowest ranges that hold everything wanted; by name when a prefix is given, which is usually the narrowest.</summary>
    public IReadOnlyList<PlaceRange> Ranges() => (Prefix, State) switch
    {
        ({ Length: > 0 }, _) => [Named(RepositoryPlaces.NameKey(Prefix))],
        (_, null) when Reason is null => [new(RepositoryPlaces.Names)],
        (_, RepositoryState.Default) =>
            [.. RepositoryPlaces.FiledBySettings.Append(RepositoryPlaces.ParkedNotBefore).Select(name => new PlaceRange(name))],
        (_, RepositoryState.ImportAborted) => [new(RepositoryPlaces.Retry)],
        (_, RepositoryState.ImportDone) => [new(RepositoryPlaces.Done)],
        (_, RepositoryState.ImportSkipped) => [.. Reasons().Select(reason => new PlaceRange(RepositoryPlaces.Skipped(reason)))],
        (_, null) => [new(RepositoryPlaces.Done), .. Reasons().Select(reason => new PlaceRange(RepositoryPlaces.Skipped(reason)))],
        _ => [new(RepositoryPlaces.Active)],
    };

    /// <summary>The row has the last word: the place may be one that it has left.</summary>
    public bool Wants(RegistryRepository repository, RepositoryPlace place) =>
        (State is null || repository.State == State)
        && (Reason is null || repository.Reason == Reason)
        && repository.Path.StartsWith(Prefix, StringComparison.Ordinal)
        && (place.Partition == RepositoryPlaces.Names || place == repository.Place);

    private SkipReason[] Reasons() => Reason is { } reason ? [reason] : Enum.GetValues<SkipReason>();

    /// <summary>"~" sorts behind everything that a name key can hold.</summary>
    private static PlaceRange Named(string key) => new(RepositoryPlaces.Names, From: key, Before: $"{key}~");

    private static TEnum? Read<TEnum>(HttpRequest request, string name)
        where TEnum : struct, Enum
    {
        var text = request.Query[name].ToString();
        if (text.Length == 0)
            return null;
        return StoredName.TryParse<TEnum>(text, out var value)
            ? value
            : throw ApiException.BadRequest($"400 Bad request - {name} must be one of {StoredName.List<TEnum>()}");
    }
}
