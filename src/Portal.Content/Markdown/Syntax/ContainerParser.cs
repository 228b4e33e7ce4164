using System.Text.RegularExpressions;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Portal.Platform;

namespace Portal.Content.Markdown.Syntax;

/// <summary>Reads the fences of containers. The text between them is parsed as any other Markdown.</summary>
internal sealed partial class ContainerParser : FencedBlockParserBase<Container>
{
    public ContainerParser()
    {
        OpeningCharacters = [':'];
        InfoPrefix = null;
        InfoParser = ReadFirstLine;
    }

    protected override Container CreateFencedBlock(BlockProcessor processor) => new(this);

    private static bool ReadFirstLine(BlockProcessor processor, ref StringSlice line, IFencedBlock fenced, char openingCharacter)
    {
        var container = (Container)fenced;
        var text = line.ToString().Trim();
        var nameEnd = text.AsSpan().IndexOfAny(' ', '\t');
        container.Name = nameEnd < 0 ? text : text[..nameEnd];
        var keys = new Dictionary<string, string>();
        for (var at = nameEnd < 0 ? text.Length : nameEnd; at < text.Length;)
        {
            if (KeyAndValue().Match(text, at) is not { Success: true } match)
            {
                container.Mistake = $"Vanaf ‘{Start(text[at..].Trim())}’ is deze regel niet te lezen. Schrijf sleutel=waarde, en een waarde van meer woorden tussen rechte dubbele aanhalingstekens: title=\"twee woorden\".";
                break;
            }
            var key = match.Groups["key"].Value;
            if (!keys.TryAdd(key, match.Groups["value"].Value)) container.Mistake = $"De sleutel {key} staat twee keer in deze regel. Haal er een weg.";
            at += match.Length;
        }
        container.Keys = keys;
        return true;
    }

    private static string Start(string text) => text.AtMost(30, "…");

    [GeneratedRegex("""\G\s+(?<key>[A-Za-z_][\w-]*)=(?:"(?<value>[^"]*)"|(?<value>[^\s"=“”]+))(?=\s|$)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex KeyAndValue();
}
