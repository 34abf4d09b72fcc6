using System.CommandLine;

namespace Exports.Cli.Commands;

/// <summary>Refuses a name that is empty: mostly a variable of a script that is not set.</summary>
internal static class EmptyValue
{
    public static Argument<string> RefuseEmpty(this Argument<string> argument)
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value.Length: 0 }])
            {
                result.AddError($"<{argument.Name}> is empty");
            }
        });
        return argument;
    }

    public static Option<string?> RefuseEmpty(this Option<string?> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value.Length: 0 }])
            {
                result.AddError($"{option.Name} is empty");
            }
        });
        return option;
    }
}
