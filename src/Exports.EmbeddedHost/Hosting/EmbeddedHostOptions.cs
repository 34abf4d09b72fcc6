using System.Reflection;
using Exports.EmbeddedHost.Engine;
using Exports.EmbeddedHost.Engine.Store.Sqlite;

namespace Exports.EmbeddedHost.Hosting;

/// <summary>What the embedded host may be told beyond what the application's own code, host.json and the environment say.</summary>
public sealed class EmbeddedHostOptions
{
    /// <summary>Where the functions are.</summary>
    /// <value>The entry assembly.</value>
    public Assembly? FunctionsAssembly { get; set; }

    /// <summary>Folder of everything durable, relative to the content root unless rooted. One process at a time.</summary>
    /// <value><c>.data</c></value>
    public string DataFolder { get; set; } = ".data";

    /// <summary>Whether commits are flushed to the disk.</summary>
    /// <value><see cref="SqliteSynchronous.Full"/></value>
    public SqliteSynchronous Synchronous { get; set; } = SqliteSynchronous.Full;

    /// <summary>How many changes that wait together share one commit.</summary>
    /// <value>64</value>
    public int MaxUnitsPerCommit { get; set; } = 64;

    /// <summary>Addresses to listen on. Wins over <c>--urls</c>, <c>--port</c> and <c>ASPNETCORE_URLS</c>.</summary>
    /// <value>Null: what those say, otherwise <c>http://localhost:7071</c>.</value>
    public string[]? Urls { get; set; }

    /// <summary>Whether the start prints nothing and no console logger is added.</summary>
    /// <value>False.</value>
    public bool QuietStart { get; set; }

    /// <summary>
    /// Whether functions above <c>Anonymous</c>, the admin endpoints and the Durable HTTP API answer without the host key.
    /// Null reads the setting <c>AllowAnonymous</c>; either way it counts in the Development environment only.
    /// </summary>
    /// <value>Null.</value>
    public bool? AllowAnonymous { get; set; }

    /// <summary>How long running activities and requests may go on after a stop was asked for.</summary>
    /// <value>10 seconds.</value>
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The classes to search instead of the whole <see cref="FunctionsAssembly"/>. Null searches the assembly.</summary>
    internal IReadOnlyCollection<Type>? FunctionTypes { get; set; }

    /// <summary>
    /// The engine's own options. What host.json says about concurrency and versions, and <see cref="StopGrace"/> are put in at the build.
    /// </summary>
    internal DurableEngineOptions Engine { get; } = new();
}
