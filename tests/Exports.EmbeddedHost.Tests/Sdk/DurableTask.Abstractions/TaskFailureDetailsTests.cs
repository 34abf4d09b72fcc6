using System.Reflection;
using System.Reflection.Emit;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Sdk.DurableTask.Abstractions;

public sealed class TaskFailureDetailsTests
{
    [Fact]
    public void IsCausedBy_TheSameType_IsTrue()
        => Assert.True(Of(typeof(FileNotFoundException).FullName!).IsCausedBy<FileNotFoundException>());

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(SystemException))]
    [InlineData(typeof(Exception))]
    public void IsCausedBy_ABaseType_IsTrue(Type baseType)
        => Assert.True(Of(typeof(FileNotFoundException).FullName!).IsCausedBy(baseType));

    [Fact]
    public void IsCausedBy_ADerivedType_IsFalse()
        => Assert.False(Of(typeof(IOException).FullName!).IsCausedBy<FileNotFoundException>());

    [Fact]
    public void IsCausedBy_ATypeOfTheCallersAssembly_IsFound()
        => Assert.True(Of(typeof(LocalException).FullName!).IsCausedBy<InvalidOperationException>());

    [Theory]
    [InlineData("No.Such.Exception")]
    [InlineData("")]
    public void IsCausedBy_WhenTheErrorTypeIsUnknown_IsFalse(string errorType)
        => Assert.False(Of(errorType).IsCausedBy<Exception>());

    [Fact]
    public void IsCausedBy_ATargetThatIsNoException_Throws()
        => Assert.Throws<ArgumentException>(() => Of("System.Exception").IsCausedBy(typeof(string)));

    [Fact]
    public void IsCausedBy_WhenSeveralAssembliesDeclareTheName_Throws()
    {
        var name = $"Twice.Declared{Guid.NewGuid():N}";
        DeclareException(name);
        Assert.True(Of(name).IsCausedBy<Exception>());
        DeclareException(name);

        Assert.Throws<AmbiguousMatchException>(() => Of(name).IsCausedBy<Exception>());
    }

    [Fact]
    public void FromException_WithInnerExceptions_KeepsTypeMessageAndChain()
    {
        var details = TaskFailureDetails.FromException(
            new InvalidOperationException("outer", new LocalException("middle", new IOException("inner"))));

        Assert.Equal("System.InvalidOperationException: outer", details.ToString());
        Assert.Equal(typeof(LocalException).FullName, details.InnerFailure!.ErrorType);
        Assert.Equal("inner", details.InnerFailure.InnerFailure!.ErrorMessage);
        Assert.Null(details.InnerFailure.InnerFailure.InnerFailure);
    }

    [Fact]
    public void FromException_OfAFailedTask_HasTheTasksFailureInside()
    {
        var cause = Of("System.IO.IOException");

        var ofTask = TaskFailureDetails.FromException(new TaskFailedException("Copy", 3, cause));
        var ofEntity = TaskFailureDetails.FromException(new EntityOperationFailedException(new("queue", ""), "enter", cause));

        Assert.Equal("Microsoft.DurableTask.TaskFailedException", ofTask.ErrorType);
        Assert.Equal("Task 'Copy' (#3) failed with an unhandled exception: message", ofTask.ErrorMessage);
        Assert.Equal(cause, ofTask.InnerFailure);
        Assert.Equal(cause, ofEntity.InnerFailure);
    }

    private static TaskFailureDetails Of(string errorType) => new(errorType, "message", null, null, null);

    private static void DeclareException(string fullName)
        => AssemblyBuilder
            .DefineDynamicAssembly(new AssemblyName($"assembly-{Guid.NewGuid():N}"), AssemblyBuilderAccess.Run)
            .DefineDynamicModule("module")
            .DefineType(fullName, TypeAttributes.Public, typeof(Exception))
            .CreateType();

    private sealed class LocalException(string message, Exception? inner = null) : InvalidOperationException(message, inner);
}
