using System.Net;
using Exports.EmbeddedHost.Hosting;
using Exports.EmbeddedHost.Hosting.Data;
using Exports.TestKit.Hosting;
using Microsoft.Extensions.Hosting;

namespace Exports.EmbeddedHost.Tests.Hosting.Data;

public sealed class HostKeysTests : IDisposable
{
    private readonly TempDataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReadOrCreate_NoFile_MakesAKeyOnlyItsOwnerCanRead()
    {
        var key = HostKeys.ReadOrCreate(_folder.File("host.keys.json"));

        Assert.Equal(43, key.Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("host.keys.json")));
        }
    }

    [Fact]
    public void ReadOrCreate_FileIsThere_KeepsItsKey()
    {
        var first = HostKeys.ReadOrCreate(_folder.File("host.keys.json"));

        Assert.Equal(first, HostKeys.ReadOrCreate(_folder.File("host.keys.json")));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    public void ReadOrCreate_FileHoldsNoKey_IsRefused(string content)
    {
        File.WriteAllText(_folder.File("host.keys.json"), content);

        Assert.Throws<HostStartException>(() => HostKeys.ReadOrCreate(_folder.File("host.keys.json")));
    }

    [Fact]
    public async Task Get_FunctionLevel_NeedsTheKeyInHeaderOrQuery()
    {
        await using var host = await StartAsync(allowAnonymous: false, Environments.Production);
        var key = HostKeys.ReadOrCreate(_folder.File("host.keys.json"));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, null, ""));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, "wrong", ""));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, key, ""));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, null, $"?code={key}"));
    }

    [Fact]
    public async Task Get_AllowAnonymousInDevelopment_NeedsNoKey()
    {
        await using var host = await StartAsync(allowAnonymous: true, Environments.Development);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, null, ""));
    }

    [Fact]
    public async Task Get_AllowAnonymousOutsideDevelopment_StillNeedsTheKey()
    {
        await using var host = await StartAsync(allowAnonymous: true, Environments.Production);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, null, ""));
    }

    private static async Task<HttpStatusCode> StatusAsync(HostUnderTest host, string? key, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/Keyed" + query);
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        using var answer = await host.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private Task<HostUnderTest> StartAsync(bool allowAnonymous, string environment) => HostUnderTest.StartAsync(
        new HostSetup(_folder.Path)
        {
            Arguments = ["--environment", environment],
            Options = options => options.AllowAnonymous = allowAnonymous,
        },
        typeof(KeyedFunctions));
}
