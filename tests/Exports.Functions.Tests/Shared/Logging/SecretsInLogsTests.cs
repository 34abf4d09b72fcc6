using Exports.Functions.Tests.Http;
using Exports.Functions.Tests.Shared.RateLimits;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.Tests.Shared.Logging;

/// <summary>
/// What clients send that nobody else may read, with everything logged down to the lowest level. Every other test that runs a host checks the
/// same when it ends; these send secrets where a careless log would show them.
/// </summary>
public sealed class SecretsInLogsTests
{
    [Theory]
    [InlineData("PRIVATE-TOKEN", RateLimitScenario.Alice)]
    [InlineData("PRIVATE-TOKEN", "hush-unknown")]
    [InlineData("Authorization", "Bearer " + RateLimitScenario.Alice)]
    [InlineData("Authorization", "Basic aHVzaDpodXNo hush")]
    [InlineData("x-functions-key", "hush-host-key")]
    [InlineData("Cookie", "session=hush")]
    [InlineData("Idempotency-Key", "hush-key")]
    public async Task Header_SecretOfAnyKind_IsInNoLogLine(string name, string value)
    {
        await using var limited = await RateLimitScenario.StartAsync();
        foreach (var (method, route) in new[] { (HttpMethod.Get, "projects"), (HttpMethod.Post, $"projects/{limited.Project}/export"), (HttpMethod.Get, "nowhere") })
        {
            using var request = new HttpRequestMessage(method, $"{ApiClientExtensions.Api}/{route}");
            request.Headers.TryAddWithoutValidation(name, value);
            using var response = await limited.Host.Http.SendAsync(request);
        }

        await limited.Host.SettleAsync();
        Assert.Contains(limited.Host.Logs.Entries, entry => entry.Level == LogLevel.Trace && entry.Category.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        limited.Host.Logs.ThrowIfSecretsLogged();
    }

    [Theory]
    [InlineData("projects?private_token=hush-token")]
    [InlineData("projects?access_token=hush-token")]
    public async Task QueryString_TokenAsGitLabAlsoTakesThem_IsInNoLogLine(string route)
    {
        await using var limited = await RateLimitScenario.StartAsync();

        using var response = await limited.Host.Http.GetAsync($"{ApiClientExtensions.Api}/{route}");

        limited.Host.Logs.ThrowIfSecretsLogged();
    }
}
