namespace Exports.Functions.Tests;

/// <summary>The served OpenAPI document before a validator that others wrote: schema of the specification, references, ids, parameters.</summary>
public sealed class OpenApiValidatorTests
{
    [NodeFact("@apidevtools/swagger-parser")]
    public async Task Document_ValidatorFromNpm_FindsNoFault()
    {
        await using var host = await ExportsTestHost.StartAsync();

        var output = External.Run(
            "node", Path.Combine(GitLabClientTests.Folder, "validate-openapi.mjs"), $"{host.Http.BaseAddress}api/v4/openapi.json");

        Assert.Contains("paths are valid", output, StringComparison.Ordinal);
    }
}
