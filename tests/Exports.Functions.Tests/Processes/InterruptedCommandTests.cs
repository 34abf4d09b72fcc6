using System.Diagnostics;
using System.Globalization;
using Exports.Cli;
using Exports.Functions.Tests.Cli;

namespace Exports.Functions.Tests.Processes;

/// <summary>Ctrl-C in the middle of <c>exports export</c>.</summary>
public sealed class InterruptedCommandTests : IDisposable
{
    private const string Uploaded = "uploaded";
    private readonly TemporaryFolder _source = new();
    private readonly TemporaryFolder _target = new();
    private readonly TemporaryFolder _temporary = new();

    public void Dispose()
    {
        _source.Dispose();
        _target.Dispose();
        _temporary.Dispose();
    }

    [ExternalFact("kill")]
    public async Task Export_Interrupted_Returns130AndLeavesNothingBehind()
    {
        GeneratedFolder.Fill(_source.Root, largeFiles: 60, smallFiles: 100);
        using var command = Start();
        string? line;
        do
        {
            line = await command.StandardOutput.ReadLineAsync();
        }
        while (line is not null && !line.StartsWith(Uploaded, StringComparison.Ordinal));

        Assert.NotNull(line);
        External.Run("kill", "-INT", command.Id.ToString(CultureInfo.InvariantCulture));
        await command.WaitForExitAsync();

        Assert.Equal((int)ExitCode.Cancelled, command.ExitCode);
        Assert.Equal("exports: cancelled", (await command.StandardError.ReadToEndAsync()).Trim());
        Assert.Empty(Directory.GetFileSystemEntries(_target.Root));
        Assert.Empty(Directory.GetFileSystemEntries(_temporary.Root, "exports-*"));
    }

    private Process Start() => Process.Start(
        new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "exports.dll"), "export", _source.Root, "-o", _target.PathOf("a.tar.gz") },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TMPDIR"] = _temporary.Root },
        })!;
}
