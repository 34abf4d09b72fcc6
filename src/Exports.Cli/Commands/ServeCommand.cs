using Exports.Cli.Servers;
using Exports.EmbeddedHost.Hosting;
using Exports.Functions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Exports.Cli.Commands;

/// <summary>Runs the product's host, as <c>dotnet run --project src/Exports.Functions</c> does, but from any folder.</summary>
internal sealed class ServeCommand(TextWriter output)
{
    /// <exception cref="CommandException">The host says why it cannot start.</exception>
    public async Task RunAsync(ServeArguments arguments, CancellationToken cancellationToken)
    {
        string[] args = arguments.Urls is { } urls ? ["--urls", urls] : [];
        try
        {
            await Program.CreateBuilder(args, builder => Configure(builder, arguments)).Build().RunAsync(cancellationToken);
        }
        catch (HostStartException exception)
        {
            throw new CommandException(ExitCode.ServerUnreachable, $"the service cannot start: {exception.Message}", exception);
        }
    }

    private void Configure(FunctionsApplicationBuilder builder, ServeArguments arguments)
    {
        builder.UseEmbeddedHost(options => options.DataFolder = Path.GetFullPath(arguments.Data ?? ".data"));
        var isConfigured = builder.Configuration.GetSection("Authentication:Tokens").GetChildren().Any();
        if (!isConfigured && !builder.Configuration.GetValue<bool>("AllowAnonymous"))
        {
            // Without a token everything would be refused. This one is shown once and lives as long as the process.
            var token = arguments.Token ?? AccessToken.Create();
            builder.Configuration.AddInMemoryCollection(AccessToken.Settings(token));
            output.WriteLine($"token     {(arguments.Token is null ? token : "as given")}");
        }
    }
}
