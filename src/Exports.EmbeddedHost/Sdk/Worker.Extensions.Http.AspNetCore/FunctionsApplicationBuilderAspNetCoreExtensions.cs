using Exports.EmbeddedHost.Hosting.Http;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>
    /// Serves HTTP functions with ASP.NET Core. Middleware registered before this call does not see the <c>HttpContext</c>, as upstream.
    /// </summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.HasWebApplication)
        {
            builder.HasWebApplication = true;
            builder.UseMiddleware<HttpInvocationMiddleware>();
        }

        return builder;
    }
}
