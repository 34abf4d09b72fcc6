using Exports.Functions.Projects.Imports.Messages;

namespace Exports.Functions.Projects.Imports;

/// <summary>Ends an import that is to go no further: fails it, or carries it on where it is past the point of no return.</summary>
internal sealed class ImportEnder(ImportLedger ledger, ImportPublisher publisher)
{
    public async Task EndAsync(ImportFailure failure, CancellationToken cancellationToken)
    {
        if (await ledger.FailAsync(failure, cancellationToken) is null)
            await publisher.PublishAsync(failure.Key, cancellationToken);
    }
}
