using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Exports.Cli.Servers;
using Exports.EmbeddedHost.Hosting.Data;
using Exports.TestKit.Logging;

namespace Exports.Functions.Tests.Processes;

/// <summary>The product as a program of its own, as a newcomer runs it, on a folder and a free port. Printing a secret fails its test.</summary>
internal sealed partial class HostProcess : IDisposable
{
    private const string AnyPort = "http://127.0.0.1:0";

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _output = [];
    private readonly string _folder;

    private HostProcess(ProcessStartInfo start, string folder)
    {
        _folder = folder;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The host ended before it listened: {Output}"));
    }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    /// <summary>Completes when the host says where it listens; fails when it ends before.</summary>
    public Task<Uri> Address => _address.Task;

    /// <param name="folder">Content root and, below it, the data folder.</param>
    /// <param name="settings">Further environment variables.</param>
    public static HostProcess Start(string folder, params (string Name, string Value)[] settings) =>
        Start(folder, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")), settings);

    /// <inheritdoc cref="Start(string, ValueTuple{string, string}[])"/>
    public static HostProcess Start(string folder, string hostJson, params (string Name, string Value)[] settings)
    {
        File.WriteAllText(Path.Combine(folder, "host.json"), hostJson);
        return Run(
            folder,
            "Exports.Functions.dll",
            ["--contentRoot", folder, "--urls", AnyPort],
            [("AZURE_FUNCTIONS_ENVIRONMENT", "Development"), ("AllowAnonymous", "true"), .. settings]);
    }

    /// <summary>The same host by way of <c>exports serve</c>.</summary>
    public static HostProcess Serve(string folder, string token) =>
        Run(folder, "exports.dll", ["serve", "--data", folder, "--urls", AnyPort, "--token", token], []);

    /// <summary>The simulated registry, as <c>dotnet run --project tests/Exports.TestKit -- registry</c> starts it.</summary>
    public static HostProcess Simulate(string folder, params string[] arguments) =>
        Run(folder, "Exports.TestKit.dll", ["registry", "--port", "0", .. arguments], []);

    private static HostProcess Run(
        string folder, string assembly, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> settings)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var host = new HostProcess(start, folder);
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        return host;
    }

    public async Task<HttpClient> ConnectAsync(string? token = null) => HttpClients.Create(await Address, token, TimeProvider.System, _ => { });

    /// <summary>SIGKILL: the process gets no chance to tidy up.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGTERM: the process is asked to end.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <returns>The exit code of a host that ends by itself.</returns>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.WaitForExit();
        _process.Dispose();
        ThrowIfSecretsPrinted();
    }

    [GeneratedRegex(@"^Listening on (http://[^,\s]+?)[.,]?(\s|$)")]
    private static partial Regex Listening();

    private void ThrowIfSecretsPrinted()
    {
        var secrets = new SecretWatch();
        foreach (var file in Directory.EnumerateFiles(_folder, "host.keys.json", SearchOption.AllDirectories))
        {
            secrets.Add(HostKeys.ReadOrCreate(file));
        }

        secrets.ThrowIfIn(Output.Split('\n'));
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.Add(line);
        }

        if (Listening().Match(line) is { Success: true } match)
        {
            _address.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }
}
