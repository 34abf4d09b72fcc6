using System.Diagnostics;

namespace Exports.Benchmarks.Hosting;

/// <summary>The product on the embedded host as a program of its own, on a folder and a free port, as it is run in earnest.</summary>
internal sealed class HostProcess : IDisposable
{
    private const string Listening = "Listening on ";

    private readonly Process _process;
    private Task _draining = Task.CompletedTask;

    private HostProcess(Process process) => _process = process;

    public HttpClient Http { get; } = new() { Timeout = Timeout.InfiniteTimeSpan };

    public static async Task<HostProcess> StartAsync(string folder, CancellationToken cancellationToken)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "host.json"), Path.Combine(folder, "host.json"));
        var program = Path.Combine(AppContext.BaseDirectory, "Exports.Functions.dll");
        var process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { program, "--contentRoot", folder, "--urls", "http://127.0.0.1:0" },
            RedirectStandardOutput = true,
            Environment =
            {
                ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development",
                ["AllowAnonymous"] = "true",
                ["Http__MaxBodyBytes"] = $"{1L << 50}",
                ["RateLimits__ExportsPerMinute"] = "0",
                ["RateLimits__DownloadsPerMinute"] = "0",
            },
        })!;
        var host = new HostProcess(process);
        try
        {
            host.Http.BaseAddress = await ReadAddressAsync(process, cancellationToken);
        }
        catch
        {
            host.Dispose();
            throw;
        }

        // Nobody reads the log, and a full pipe would stop the host.
        host._draining = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return host;
    }

    public void ResetPeakMemory() => Machine.ResetPeakMemory(_process.Id);

    public long? PeakMemory() => Machine.PeakMemory(_process.Id);

    public TimeSpan ProcessorTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    public void Dispose()
    {
        Http.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _draining.Wait();
        _process.Dispose();
    }

    private static async Task<Uri> ReadAddressAsync(Process process, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(Listening, StringComparison.Ordinal))
                return new Uri(line[Listening.Length..].Split(' ', ',')[0].TrimEnd('.'));
        }

        throw new InvalidOperationException("The host ended before it listened.");
    }
}
