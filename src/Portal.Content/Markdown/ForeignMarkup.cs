using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Portal.Content.Markdown.Syntax;

namespace Portal.Content.Markdown;

/// <summary>
/// What other programs make something of and this portal shows as text: HTML, task lists, alerts, emphasis that does not close. A comment
/// is refused, for its author believed that nobody reads it; the rest is a warning, for it may be meant as text.
/// </summary>
internal static partial class ForeignMarkup
{
    private const string Comment = "Commentaar (<!-- ... -->) kan hier niet: iedereen zou het lezen. Haal het weg.";

    private const string Shown = "Dit wordt als tekst getoond.";

    private static readonly (Regex Pattern, string Message)[] InBodies =
    [
        (TaskBox(), "Een vakje om af te vinken ([ ]) kan hier niet. Schrijf een gewone lijst, of haal de haken weg."),
        (Alert(), "Zo’n kader kan hier niet. Schrijf ::: callout kind=info op de regel erboven en ::: eronder."),
        (Admonition(), "Zo’n kader kan hier niet. Schrijf ::: callout kind=info op de regel erboven en ::: eronder."),
        (Struck(), "Doorhalen met ~~ kan hier niet. Haal de tekens weg, of de tekst die niet meer geldt."),
        (Marked(), "Markeren met == kan hier niet. Schrijf **vet** als iets belangrijk is."),
        (Unclosed(), "Deze sterretjes of streepjes maken niets vet of cursief. Zet er buiten een spatie en binnen geen: **Let op:** dit."),
        (Attributes(), "Kenmerken tussen accolades kunnen hier niet. Haal ze weg."),
        (Template(), "Opdrachten tussen accolades kunnen hier niet. Haal ze weg."),
        (WikiLink(), "Een link tussen dubbele haken kan hier niet. Schrijf [tekst](doc:id)."),
        (Contents(), "Een inhoudsopgave komt vanzelf. Haal deze regel weg."),
        (LinkApart(), "Tussen de tekst van een link en zijn adres staat een spatie. Haal die weg: [tekst](adres)."),
        (Underlined(), "Een streep van = maakt geen kop. Zet ## en een spatie voor de kop."),
        (HeadingWithoutSpace(), "Achter de hekjes van een kop hoort een spatie: ## Kop."),
        (Bullet(), "Dit teken maakt geen lijst. Begin elke regel met een streepje en een spatie."),
        (Formula(), "Een formule kan hier niet. Schrijf hem in woorden of als tekst."),
    ];

    /// <summary>What a body shows as text that its author may have meant otherwise.</summary>
    public static IEnumerable<MarkdownIssue> In(ParsedBody body)
    {
        var (text, links) = Masked(body);
        var (start, line) = (0, 1);
        foreach (var content in text.Split('\n'))
        {
            foreach (var issue in Everywhere(content, line)) yield return issue;
            foreach (var (pattern, message) in InBodies)
            {
                if (pattern.IsMatch(content)) yield return Warning(line, $"{Shown} {message}");
            }
            if (Reference().Match(content) is { Success: true } reference && !links.Any(link => Covers(link, start + reference.Index)))
            {
                var name = reference.Groups["to"].Value;
                yield return Warning(line, $"‘{reference.Value}’ wordt als tekst getoond: nergens staat [{name}]: met een adres.");
            }
            (start, line) = (start + content.Length + 1, line + 1);
        }
        foreach (var paragraph in body.Document.Blocks().OfType<ParagraphBlock>().Where(paragraph => paragraph.Span.End < text.Length))
        {
            if (paragraph.Span.Length > 0 && text.Substring(paragraph.Span.Start, paragraph.Span.Length).Split('\n').All(IsRow))
                yield return Warning(paragraph.Line + 1, $"{Shown} Zet onder de kopregel van een tabel een regel | --- | --- |.");
        }
    }

    /// <summary>What a text without Markdown, such as a summary, shows as it stands.</summary>
    public static IEnumerable<MarkdownIssue> InPlain(string text, int line)
    {
        foreach (var issue in Everywhere(text, line)) yield return issue;
        if (PlainMarkup().Match(text) is { Success: true } match)
            yield return Warning(line, $"‘{match.Value}’ wordt als tekst getoond: vet en links kunnen hier niet. Haal de tekens weg.");
    }

    private static IEnumerable<MarkdownIssue> Everywhere(string text, int line)
    {
        if (text.Contains("<!--", StringComparison.Ordinal)) yield return new MarkdownIssue(line, Comment);
        else if (Tag().Match(text) is { Success: true } tag)
        {
            var instead = InsteadOf(tag.Groups["name"].Value);
            yield return Warning(line, $"{tag.Value} wordt als tekst getoond: HTML kan hier niet. Haal het weg{instead}.");
        }
    }

    private static string InsteadOf(string tag) => tag.ToLowerInvariant() switch
    {
        "br" or "p" or "div" => "; een lege regel begint een nieuwe alinea",
        "b" or "strong" => " en schrijf **vet**",
        "i" or "em" => " en schrijf *cursief*",
        "a" => " en schrijf [tekst](adres)",
        "img" => " en zet de afbeelding in ::: figure",
        "details" or "summary" => " en schrijf ::: accordion title=\"...\"",
        _ => "",
    };

    private static MarkdownIssue Warning(int line, string message) => new(line, message) { IsWarning = true };

    private static bool Covers(SourceSpan link, int at) => link.Start <= at && link.End > at;

    private static bool IsRow(string line) => line.Trim() is ['|', _, .., '|'];

    /// <summary>
    /// The source, of the same length, without what is read already: code, the signs of an emphasis, addresses, escaped signs. And where
    /// the links stand.
    /// </summary>
    private static (string Text, List<SourceSpan> Links) Masked(ParsedBody body)
    {
        var text = body.Source.ToCharArray();
        var links = new List<SourceSpan>();
        foreach (var block in body.Document.Blocks())
        {
            if (block is CodeBlock or ThematicBreakBlock) Mask(block.Span.Start, block.Span.End);
            foreach (var inline in (block as LeafBlock)?.Inline?.Inlines() ?? [])
            {
                if (inline is CodeInline or AutolinkInline && inline.Span.Length > 0) Mask(inline.Span.Start, inline.Span.End);
                if (inline is EmphasisInline { DelimiterCount: var count })
                {
                    Mask(inline.Span.Start, inline.Span.Start + count - 1);
                    Mask(inline.Span.End - count + 1, inline.Span.End);
                }
                if (inline is not LinkInline { Span.Length: > 0 } link) continue;
                links.Add(link.Span);
                if (link.UrlSpan.Start > link.Span.Start) Mask(link.UrlSpan.Start, link.UrlSpan.End, 'a');
            }
        }
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] == '\\' && char.IsBetween(text[i + 1], '!', '~') && !char.IsAsciiLetterOrDigit(text[i + 1])) Mask(i, ++i);
        }
        return (WebAddress().Replace(new string(text), match => new string('a', match.Length)), links);

        void Mask(int from, int to, char with = ' ')
        {
            for (var i = Math.Max(from, 0); i <= to && i < text.Length; i++) if (text[i] != '\n') text[i] = with;
        }
    }

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    // A text of the length that Limits lets through takes each of these no longer than its length: no repetition can begin again elsewhere.
    [GeneratedRegex(
        """
        </?(?<name>a|abbr|address|article|aside|audio|b|blockquote|body|br|button|canvas|caption|center|cite|code|col|dd|del|details|dfn|
        div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|
        li|link|main|mark|meta|nav|object|ol|option|p|param|picture|pre|q|s|samp|script|section|select|small|source|span|strike|strong|
        style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|tt|u|ul|var|video|wbr)(\s[^<>]{0,500})?/?>
        """,
        Options | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace,
        Timeout.Infinite)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^[\s>]*([-*+]|\d{1,9}[.)])\s+\[[ xX]\](\s|$)", Options, Timeout.Infinite)]
    private static partial Regex TaskBox();

    [GeneratedRegex(@"^[\s>]*>\s*\[![A-Za-z]+\]", Options, Timeout.Infinite)]
    private static partial Regex Alert();

    [GeneratedRegex(@"^\s*(!!!|\?\?\?\+?)\s*[A-Za-z]", Options, Timeout.Infinite)]
    private static partial Regex Admonition();

    [GeneratedRegex(@"~~(?=[^\s~])[^~]{1,500}~~", Options, Timeout.Infinite)]
    private static partial Regex Struck();

    [GeneratedRegex(@"(?<!=)==(?=[^\s=])[^=]{1,500}==(?!=)", Options, Timeout.Infinite)]
    private static partial Regex Marked();

    // **Let op:**dit, ** vet **, **nooit gesloten, *Let op:*dit, _Let op:_dit
    [GeneratedRegex(
        @"\*\*[^*]{1,500}\*\*|(?<![\w*])\*\*(?=\w)|(?<![\w*])\*(?=[^\s*])[^*]{1,500}(?<!\s)\*|(?<!\w)_{1,2}(?=[^\s_])[^_]{1,500}(?<!\s)_",
        Options,
        Timeout.Infinite)]
    private static partial Regex Unclosed();

    [GeneratedRegex(@"\{[#.:][A-Za-z][^{}]{0,200}\}", Options, Timeout.Infinite)]
    private static partial Regex Attributes();

    [GeneratedRegex(@"\{\{[^{}]{1,200}\}\}|\{%[^%{}]{1,200}%\}", Options, Timeout.Infinite)]
    private static partial Regex Template();

    [GeneratedRegex(@"\[\[(?!_?TOC)[^\[\]]{1,200}\]\]", Options, Timeout.Infinite)]
    private static partial Regex WikiLink();

    [GeneratedRegex(@"^\s*\[\[?_?TOC_?\]\]?\s*$", Options, Timeout.Infinite)]
    private static partial Regex Contents();

    // A web address is masked already, as a row of a's.
    [GeneratedRegex(
        @"\[[^\[\]^][^\[\]]{0,200}\]\s{1,3}\((aaaaaaaa|doc:|media:|mailto:|tel:|/|#)[^\s()]{0,500}\)", Options, Timeout.Infinite)]
    private static partial Regex LinkApart();

    [GeneratedRegex(@"^={3,}\s*$", Options, Timeout.Infinite)]
    private static partial Regex Underlined();

    [GeneratedRegex(@"^#{2,6}[^\s#]", Options, Timeout.Infinite)]
    private static partial Regex HeadingWithoutSpace();

    [GeneratedRegex(@"^\s*[•·▪◦‣●○■]\s*\S", Options, Timeout.Infinite)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"\$\$[^$]{1,500}\$\$", Options, Timeout.Infinite)]
    private static partial Regex Formula();

    [GeneratedRegex(@"\[[^\[\]^!][^\[\]]{0,200}\]\[(?<to>[^\[\]^][^\[\]]{0,100})\]", Options, Timeout.Infinite)]
    private static partial Regex Reference();

    [GeneratedRegex(@"https?://[^\s()<>\[\]""]+", Options, Timeout.Infinite)]
    private static partial Regex WebAddress();

    [GeneratedRegex(@"\*\*[^*]{1,100}\*\*|\[[^\[\]]{1,100}\]\([^\s()]{1,100}\)", Options, Timeout.Infinite)]
    private static partial Regex PlainMarkup();
}
