using Exports.Cli.Api;

namespace Exports.Cli.Servers;

/// <summary>A server ready to be used, and what ends with it.</summary>
internal sealed class ServerConnection(HttpClient http, IAsyncDisposable? host = null) : IAsyncDisposable
{
    public ExportsClient Client { get; } = new(http);

    /// <summary>How many bytes one commit's tar stream may have.</summary>
    public required long CommitBytes { get; init; }

    public required TimeSpan PollInterval { get; init; }

    /// <summary>For how long the server may be away while a job runs. A server in this process does not come back.</summary>
    public TimeSpan Patience { get; init; }

    /// <summary>Asked after an error: the disk under the server. Null when the server is elsewhere.</summary>
    public Func<LocalDisk?> Disk { get; init; } = () => null;

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }
}
