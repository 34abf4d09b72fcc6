using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.RegistryImports.Rules;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports.Activities;

/// <summary>Asks, a worker's interval after a cancel, whether the step has really stopped.</summary>
internal sealed class CancelSettling(IRegistryClient registry, AttemptWriter writer, IOptions<RegistryImportOptions> options)
{
    public async Task<Move> RunAsync(ImportTurn turn, CancellationToken cancellationToken)
    {
        if (await writer.FindAsync(turn.Key, cancellationToken) is not { } row)
            return await writer.EndAsync(turn, cancellationToken);

        var answer = await registry.GetStatusAsync(turn.Key.Path, cancellationToken);
        return await writer.WriteAsync(turn, CancelRules.AfterWait(answer, turn.Asked, row, options.Value), cancellationToken);
    }
}
