using System.Text.Json;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.Projects.Imports.Http;

/// <summary>
/// The fields of an import request by GitLab's names, whether they came as a form or as JSON. What has no meaning here is ignored.
/// </summary>
internal sealed class ImportFields
{
    private const string Overwrite = "overwrite";

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Whether everything that decides about the path is there.</summary>
    public bool CanCheckPath => this["path"] is not null && this[Overwrite] is not null;

    /// <summary>A field's text; null when it is missing or empty.</summary>
    public string? this[string name] => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>The last of several values counts, as in forms.</summary>
    public void Set(string name, string value) => _values[name] = value;

    /// <summary>The members of a JSON object; those of an object inside it become <c>name[member]</c>.</summary>
    /// <exception cref="ApiException">400: no object, or a text that is none.</exception>
    public static ImportFields From(JsonElement json)
    {
        var fields = new ImportFields();
        try
        {
            fields.Read(json, static name => name);
        }
        catch (InvalidOperationException malformed)
        {
            // An escape like \ud800 is legal JSON and no text. The document finds out when it is asked for the text.
            throw ApiException.BadRequest("400 Bad request - the body contains a text that is not valid Unicode", malformed);
        }

        return fields;
    }

    public static ImportFields From(IFormCollection form)
    {
        var fields = new ImportFields();
        foreach (var (name, values) in form)
            fields.Set(name, values.Count > 0 ? values[^1] ?? "" : "");
        return fields;
    }

    /// <exception cref="ApiException">400 with the first thing that is wrong.</exception>
    public ImportOrder ToOrder(string requester, RemoteUrl? url = null)
    {
        var space = this["namespace_path"] ?? this["namespace"];
        var description = this["override_params[description]"];
        var project = NewProject.From(new CreateProjectRequest(this["path"], space, this["name"], description, TemplateName: null));
        return new(project.Path, this["name"], project.Description, IsTrue(Overwrite), requester, url);
    }

    private void Read(JsonElement json, Func<string, string> spell)
    {
        if (json.ValueKind is not JsonValueKind.Object)
            throw ApiException.BadRequest("400 Bad request - a JSON object is expected");
        foreach (var member in json.EnumerateObject())
        {
            var name = spell(member.Name);
            if (member.Value.ValueKind is JsonValueKind.Object)
                Read(member.Value, inner => $"{name}[{inner}]");
            else if (member.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Array))
                Set(name, member.Value.ToString());
        }
    }

    /// <summary>The words that GitLab takes for a boolean.</summary>
    private bool IsTrue(string name) => this[name]?.ToLowerInvariant() switch
    {
        null or "false" or "f" or "0" or "no" or "n" or "off" => false,
        "true" or "t" or "1" or "yes" or "y" or "on" => true,
        _ => throw ApiException.BadRequest($"400 Bad request - {name} is neither true nor false"),
    };
}
