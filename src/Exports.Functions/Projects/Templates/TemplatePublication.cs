using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.Projects.Templates;

/// <summary>A template in storage.</summary>
/// <param name="At">When this process last began to store or renew all of it.</param>
/// <param name="Tree">Its manifest.</param>
/// <param name="Contents">The contents' SHA-256.</param>
internal sealed record TemplatePublication(DateTimeOffset At, ManifestSummary Tree, IReadOnlyList<string> Contents);
