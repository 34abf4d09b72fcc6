namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Entry point of an application: <c>FunctionsApplication.CreateBuilder(args)</c>.</summary>
public class FunctionsApplication
{
    /// <summary>A builder with the configuration loaded: local settings, environment variables, then <paramref name="args"/>.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
