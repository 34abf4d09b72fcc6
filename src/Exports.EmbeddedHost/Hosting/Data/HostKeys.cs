using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Exports.EmbeddedHost.Hosting.Data;

/// <summary>The host key, made at the first start and kept in a file that only its owner can read.</summary>
internal static class HostKeys
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The key from the file, or a new one of 256 random bits, written there first.</summary>
    /// <exception cref="HostStartException">The file does not hold a key.</exception>
    public static string ReadOrCreate(string path) => File.Exists(path) ? Read(path) : Create(path);

    private static string Read(string path)
    {
        try
        {
            var keys = JsonSerializer.Deserialize<KeyFile>(File.ReadAllBytes(path));
            return keys is { MasterKey.Length: > 0 }
                ? keys.MasterKey
                : throw new HostStartException($"{path} holds no 'masterKey'; delete the file to get a new one.");
        }
        catch (JsonException exception)
        {
            throw new HostStartException($"{path} is not valid JSON; delete the file to get a new host key.", exception);
        }
    }

    // Written beside and moved into place: a crash in between leaves no half key.
    private static string Create(string path)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        var draft = path + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(file, new KeyFile { MasterKey = key });
        }

        File.Move(draft, path);
        return key;
    }

    private sealed record KeyFile
    {
        [JsonPropertyName("masterKey")]
        public string MasterKey { get; init; } = "";
    }
}
