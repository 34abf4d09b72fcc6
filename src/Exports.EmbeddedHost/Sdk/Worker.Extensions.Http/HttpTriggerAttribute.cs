using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Runs the function when a request matches its route and methods. The level defaults to <see cref="AuthorizationLevel.Function"/>
/// with the parameterless constructor, and to <see cref="AuthorizationLevel.Anonymous"/> when only methods are given, as upstream has it.
/// </summary>
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    public HttpTriggerAttribute()
    {
        AuthLevel = AuthorizationLevel.Function;
    }

    public HttpTriggerAttribute(params string[] methods)
    {
        Methods = methods;
    }

    public HttpTriggerAttribute(AuthorizationLevel authLevel)
    {
        AuthLevel = authLevel;
    }

    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>ASP.NET Core route template below the route prefix. Null means the function's name.</summary>
    public string? Route { get; set; }

    /// <summary>Accepted methods. Null or empty accepts every method.</summary>
    public string[]? Methods { get; private set; }

    public AuthorizationLevel AuthLevel { get; private set; }
}
