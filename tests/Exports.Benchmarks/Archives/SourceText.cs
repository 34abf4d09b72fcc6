using System.Globalization;
using System.Text;

namespace Exports.Benchmarks.Archives;

/// <summary>
/// Text that compresses about as well as a repository does (gzip -6: three to four times): lines from a few shapes, filled with
/// identifiers whose frequency falls as in natural text. The same seed gives the same text.
/// </summary>
internal sealed class SourceText(Random random)
{
    private const int Identifiers = 6_000;

    private static readonly string[] Syllables =
    [
        "arch", "block", "cast", "data", "edge", "file", "gate", "hash", "item", "job", "key", "list", "map", "node", "order", "path",
        "queue", "row", "segment", "task", "unit", "value", "work", "yield", "zone", "async", "base", "count", "delta", "event", "frame",
        "group", "host", "index", "join", "kind", "lease", "merge", "name", "offset", "page", "range", "state", "time", "user", "view",
    ];

    private readonly string[] _identifiers = MakeIdentifiers(new Random(random.Next()));

    public byte[] Next(int bytes)
    {
        var text = new StringBuilder(bytes + 256);
        Action<StringBuilder> line = random.Next(3) switch { 0 => CodeLine, 1 => JsonLine, _ => ProseLine };
        while (text.Length < bytes)
            line(text);
        return Encoding.ASCII.GetBytes(text.ToString(0, bytes));
    }

    private static string[] MakeIdentifiers(Random random)
    {
        var identifiers = new string[Identifiers];
        for (var i = 0; i < identifiers.Length; i++)
        {
            var name = new StringBuilder(Syllables[random.Next(Syllables.Length)]);
            for (var more = random.Next(3); more > 0; more--)
            {
                var syllable = Syllables[random.Next(Syllables.Length)];
                name.Append(char.ToUpperInvariant(syllable[0])).Append(syllable, 1, syllable.Length - 1);
            }

            identifiers[i] = name.ToString();
        }

        return identifiers;
    }

    private void CodeLine(StringBuilder text)
    {
        text.Append(' ', 4 * random.Next(1, 4));
        _ = random.Next(6) switch
        {
            0 => text.Append(CultureInfo.InvariantCulture, $"var {Word()} = await {Word()}.{Word()}Async({Word()});"),
            1 => text.Append(CultureInfo.InvariantCulture, $"if ({Word()}.{Word()} > {Number()})"),
            2 => text.Append(CultureInfo.InvariantCulture, $"return {Word()} ?? {Word()}.{Word()};"),
            3 => text.Append(CultureInfo.InvariantCulture, $"// {Word()} {Word()} {Word()} {Word()}"),
            4 => text.Append(CultureInfo.InvariantCulture, $"public {Word()} {Word()} {{ get; init; }} = {Number()};"),
            _ => text.Append(random.Next(2) == 0 ? "{" : "}"),
        };
        text.Append('\n');
    }

    private void JsonLine(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $$"""{"id":{{Number()}},"name":"{{Word()}}","kind":"{{Word()}}" """);
        text.Append(CultureInfo.InvariantCulture, $$""", "tags":["{{Word()}}","{{Word()}}"],"hash":"{{random.NextInt64():x}}"}""").Append('\n');
    }

    private void ProseLine(StringBuilder text)
    {
        for (var words = random.Next(6, 16); words > 0; words--)
            text.Append(Word()).Append(words == 1 ? ".\n" : " ");
    }

    private string Word()
    {
        var uniform = random.NextDouble();
        return _identifiers[(int)(Identifiers * uniform * uniform * uniform)];
    }

    private int Number() => random.Next(100) < 60 ? random.Next(100) : random.Next(1_000_000);
}
