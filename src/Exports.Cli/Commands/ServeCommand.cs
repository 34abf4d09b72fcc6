namespace Exports.Cli.Commands;

/// <summary>Runs the product's host, as <c>dotnet run --project src/Exports.Functions</c> does, but from any folder.</summary>
internal static class ServeCommand
{
    public static Task RunAsync(ServeArguments arguments, CancellationToken cancellationToken)
    {
        _ = arguments; _ = cancellationToken;
        throw new NotSupportedException();
    }
}
