using System.Text.Json;

namespace Exports.Cli.Api;

/// <summary>Every error of the API: <c>{"message": …}</c>, where the message is a sentence or an object of sentences by field.</summary>
internal sealed record ErrorAnswer(JsonElement Message)
{
    public override string ToString() =>
        Message.ValueKind == JsonValueKind.String ? Message.GetString()! : Message.GetRawText();
}
