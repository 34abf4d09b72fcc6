using System.Globalization;
using Exports.Cli;

namespace Exports.Functions.Tests.Documentation;

public sealed class ExitCodeTableTests
{
    [Fact]
    public void Readme_ExitCodes_AreThoseOfTheProgram() => Assert.Equal(
        Enum.GetValues<ExitCode>().Select(code => (int)code).Order(),
        MarkdownTable.Read("README.md", "## The command line").Select(row => int.Parse(row[0], CultureInfo.InvariantCulture)));
}
