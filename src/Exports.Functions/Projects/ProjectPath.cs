using System.Text.RegularExpressions;
using Exports.Functions.Shared.Http;

namespace Exports.Functions.Projects;

/// <summary>A legal project path, e.g. <c>group/subgroup/name</c>.</summary>
internal sealed partial record ProjectPath
{
    internal const int MaxLength = 255;

    private ProjectPath(string value) => Value = value;

    /// <summary>The path as it was given.</summary>
    public string Value { get; }

    /// <summary>The last segment.</summary>
    public string Slug => Value[(Value.LastIndexOf('/') + 1)..];

    /// <summary>Everything before the last segment; empty for a path of one segment.</summary>
    public string Namespace => Value[..Math.Max(0, Value.LastIndexOf('/'))];

    /// <summary>A project's name behind its namespaces, e.g. <c>group / subgroup / Name</c>: GitLab's <c>name_with_namespace</c>.</summary>
    public string WithNamespace(string name) => string.Join(" / ", [.. Namespace.Split('/', StringSplitOptions.RemoveEmptyEntries), name]);

    /// <exception cref="ApiException">400 with what is wrong.</exception>
    public static ProjectPath Parse(string value) =>
        Fault(value) is { } fault ? throw ApiException.BadRequest($"400 Bad request - path {fault}") : new ProjectPath(value);

    /// <summary>The path, or null when the text is not a legal one.</summary>
    public static ProjectPath? TryParse(string value) => Fault(value) is null ? new ProjectPath(value) : null;

    private static string? Fault(string value)
    {
        if (value.Length > MaxLength)
        {
            return $"is longer than {MaxLength} characters";
        }

        if (!Pattern.IsMatch(value))
        {
            return "may contain only letters, digits, '_', '-' and '.', in segments separated by '/'";
        }

        if (value.Split('/').Any(segment => segment is "." or ".."))
        {
            return "may not contain the segments '.' and '..'";
        }

        return value.All(char.IsAsciiDigit) ? "may not be a number alone: it would be read as an id" : null;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*\z")]
    private static partial Regex Pattern { get; }
}
