using Microsoft.DurableTask;

namespace Exports.EmbeddedHost.Tests.Sdk.DurableTask.Abstractions;

public sealed class TaskNameTests
{
    [Fact]
    public void Equals_NamesThatDifferInCase_AreEqualWithEqualHashCodes()
    {
        TaskName lower = "run", upper = "RUN";

        Assert.True(lower == upper);
        Assert.Equal(lower.GetHashCode(), upper.GetHashCode());
        Assert.True(lower != new TaskName("ran"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Conversion_FromNothing_IsTheDefaultName(string? text)
    {
        TaskName name = text!;

        Assert.Equal(default, name);
        Assert.Null(name.Name);
        Assert.Equal(default(TaskName).GetHashCode(), name.GetHashCode());
    }

    [Fact]
    public void Conversion_ToString_KeepsTheCase()
    {
        TaskName name = "RunExport";

        string text = name;

        Assert.Equal("RunExport", text);
        Assert.Equal("RunExport", name.ToString());
    }
}
