namespace Exports.Functions.Tests;

/// <summary>
/// A test that needs a program which not every machine has. Without the program it is skipped with the reason; where
/// <c>REQUIRE_EXTERNAL=1</c> is set, as in CI, it runs and fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ExternalFactAttribute : FactAttribute
{
    public ExternalFactAttribute(params string[] programs)
    {
        var missing = programs.Where(program => External.Find(program) is null).ToArray();
        if (missing.Length > 0 && Environment.GetEnvironmentVariable("REQUIRE_EXTERNAL") != "1")
        {
            Skip = $"needs {string.Join(", ", missing)}, which this machine does not have";
        }
    }
}
