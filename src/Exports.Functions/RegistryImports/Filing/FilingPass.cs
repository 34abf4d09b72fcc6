using System.Text.Json.Serialization;
using Azure;

namespace Exports.Functions.RegistryImports.Filing;

/// <summary>One walk over every place, slice by slice.</summary>
/// <param name="Settings">The fingerprint of the settings that the walk files by.</param>
/// <param name="IsUrgent">It began because the settings changed.</param>
/// <param name="Range">The number of the partition it is in (<see cref="RepositoryPlaces.All"/>).</param>
/// <param name="After">The last place it was at; null at a partition's beginning.</param>
internal sealed record FilingPass(string Settings, bool IsUrgent, int Range, string? After)
{
    public static readonly FilingPass None = new(string.Empty, IsUrgent: false, 0, null);

    [JsonIgnore]
    public ETag ETag { get; init; }

    [JsonIgnore]
    public bool IsOver => Range == RepositoryPlaces.All.Count;

    /// <summary>The walk to go on with: this one, or a new one because it is over or the settings changed.</summary>
    public FilingPass Continue(string settings)
    {
        if (Settings == settings && !IsOver)
            return this;
        return new(settings, IsUrgent: Settings != settings, 0, null) { ETag = ETag };
    }
}
