using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.RegistryImports.Rules;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports.Activities;

/// <summary>Asks how far a step is.</summary>
internal sealed class StepCheck(IRegistryClient registry, AttemptWriter writer, IOptions<RegistryImportOptions> options)
{
    public async Task<Move> RunAsync(ImportTurn turn, CancellationToken cancellationToken)
    {
        if (await writer.FindAsync(turn.Key, cancellationToken) is not { } row)
            return await writer.EndAsync(turn, cancellationToken);

        var answer = await registry.GetStatusAsync(turn.Key.Path, cancellationToken);
        return await writer.WriteAsync(turn, FollowRules.Decide(answer, turn.Asked, row, options.Value), cancellationToken);
    }
}
