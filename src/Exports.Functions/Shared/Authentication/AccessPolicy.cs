using System.Collections.Frozen;
using Exports.Functions.RegistryImports;
using Exports.Functions.Shared.Health;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.Shared.Authentication;

/// <summary>
/// Which scope an HTTP function needs. The convention: reading needs <see cref="AccessScope.ReadApi"/>, everything else
/// <see cref="AccessScope.Api"/>. What differs is listed here by the function's name, so that the whole exemption list is one screen.
/// </summary>
internal static class AccessPolicy
{
    private static readonly FrozenDictionary<string, AccessScope> Exceptions = new Dictionary<string, AccessScope>
    {
        [HealthEndpoint.Name] = AccessScope.None,
        // It has a secret of its own.
        [RegistryNotificationEndpoint.Name] = AccessScope.None,
    }
        .Concat(RegistryImportEndpoints.Names.Select(name => KeyValuePair.Create(name, AccessScope.Admin)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    public static AccessScope RequiredFor(string functionName, string method)
    {
        if (Exceptions.TryGetValue(functionName, out var scope))
        {
            return scope;
        }

        return HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? AccessScope.ReadApi : AccessScope.Api;
    }
}
