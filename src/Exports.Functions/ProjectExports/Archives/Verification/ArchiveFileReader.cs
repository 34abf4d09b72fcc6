using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>
/// Receives a file's content while it is being verified: length and hash are judged only afterwards, so what was received counts
/// for nothing until <see cref="ArchiveVerifier.VerifyAsync"/> has returned. What is left unread is read by the verifier.
/// </summary>
internal delegate Task ArchiveFileReader(ManifestEntry file, Stream content, CancellationToken cancellationToken);
