using Exports.TestKit.Logging;
using Microsoft.AspNetCore.WebUtilities;

namespace Exports.TestKit.Hosting;

/// <summary>Every token, key and signature that a test sends or is sent becomes a secret of the test.</summary>
internal sealed class SecretObserver(SecretWatch secrets) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private static readonly string[] Headers = ["PRIVATE-TOKEN", "x-functions-key"];
    private static readonly string[] Parameters = ["code", "sig", "signature", "private_token", "access_token", "token"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach (var value in Headers.SelectMany(name => request.Headers.TryGetValues(name, out var values) ? values : []))
            secrets.Add(value);
        secrets.Add(request.Headers.Authorization?.Parameter);
        AddParameters(request.RequestUri);
        var response = await base.SendAsync(request, cancellationToken);
        AddParameters(response.Headers.Location);
        return response;
    }

    private void AddParameters(Uri? address)
    {
        var query = address is { IsAbsoluteUri: true } ? address.Query : address?.OriginalString.Split('?') is [_, var rest] ? rest : "";
        foreach (var (name, values) in QueryHelpers.ParseQuery(query))
        {
            foreach (var value in Parameters.Contains(name, StringComparer.OrdinalIgnoreCase) ? values.ToArray() : [])
                secrets.Add(value);
        }
    }
}
