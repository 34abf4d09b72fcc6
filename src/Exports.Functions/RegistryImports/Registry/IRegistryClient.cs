namespace Exports.Functions.RegistryImports.Registry;

/// <summary>
/// The registry's import API. Whatever happens is an answer: a refused connection, a timeout and a body that is no JSON
/// included; only cancellation by the caller throws.
/// </summary>
internal interface IRegistryClient
{
    /// <summary><c>PUT /gitlab/v1/import/&lt;path&gt;/?import_type=pre|final</c>. Never repeated by the client itself.</summary>
    Task<StartAnswer> StartAsync(string path, ImportStep step, CancellationToken cancellationToken);

    /// <summary><c>GET /gitlab/v1/import/&lt;path&gt;/</c>.</summary>
    Task<StatusAnswer> GetStatusAsync(string path, CancellationToken cancellationToken);

    /// <summary><c>DELETE /gitlab/v1/import/&lt;path&gt;/</c>; force cancels whatever the status is, unless native.</summary>
    Task<CancelAnswer> CancelAsync(string path, bool force, CancellationToken cancellationToken);
}
