using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Exports.Functions.Tests.Cli;
using Exports.Functions.Tests.Processes;
using Exports.SignatureList;
using Exports.TestKit.Logging;

namespace Exports.Functions.Tests;

/// <summary>
/// A GitLab client library from the npm registry, unmodified, against the real process with a token and the default limits, and with
/// everything logged: the host's output is searched for the token when it ends.
/// </summary>
public sealed class GitLabClientTests : IDisposable
{
    internal static readonly string Folder = Path.Combine(RepositoryRoot.Find(AppContext.BaseDirectory), "tests", "node");

    private const string Token = "hush-client-token";
    private readonly TemporaryFolder _host = new();

    public void Dispose() => _host.Dispose();

    [NodeFact("@gitbeaker/rest")]
    public async Task Gitbeaker_CreateExportDownloadImportListDelete_WorksUnmodified()
    {
        using var host = HostProcess.Start(
            _host.Root,
            ("AllowAnonymous", "false"),
            ("Authentication__Tokens__0__Name", "client"),
            ("Authentication__Tokens__0__Hash", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Token)))),
            ("Authentication__Tokens__0__Scope", "api"),
            ("Logging__LogLevel__Default", "Trace"),
            ("Logging__LogLevel__Microsoft", "Trace"));

        var (exitCode, output) = await RunAsync("gitlab-client.test.mjs", await host.Address);

        Assert.True(exitCode == 0, output);
        Assert.Contains("Microsoft.AspNetCore", host.Output, StringComparison.Ordinal);
        new SecretWatch().ThrowIfIn(output.Split('\n'));
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string script, Uri host)
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["--test", script])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["EXPORTS_URL"] = host.GetLeftPart(UriPartial.Authority), ["EXPORTS_TOKEN"] = Token },
        })!;
        var error = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return (node.ExitCode, output + await error);
    }
}
