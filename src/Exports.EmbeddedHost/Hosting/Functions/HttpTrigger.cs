using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Hosting.Functions;

/// <summary>
/// A request that matches <paramref name="Route"/>, below the route prefix, and one of <paramref name="Methods"/> (empty: any).
/// </summary>
internal sealed record HttpTrigger(RoutePattern Route, IReadOnlyList<string> Methods, AuthorizationLevel Level)
    : FunctionTrigger("httpTrigger");
