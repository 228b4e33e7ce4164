using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Portal.Content.Markdown.Syntax;

namespace Portal.Content.Checks.Advice;

/// <summary>
/// Words a reader may not know or that shout: officialese, abbreviations, capitals; and words of the glossary left unexplained.
/// </summary>
internal static partial class WordAdvice
{
    // What everybody reads without a second thought, in this country and in this work.
    private static readonly FrozenSet<string> Known = WordList.Of(
        """
        AA AAA EN NL EU VS VN TV CD DVD GPS APK BTW ANWB NOS PDF ICT IT ID PIN SMS SIM QR VR AI B1 MBO HBO VMBO HAVO VWO WO BV NV PC CV ADHD
        HIV URL USB FAQ OK DNA AED KNMI NS WC XTC LSD GHB THC FBI CIA NAVO RTL VPRO EO KRO NTR BBC CBS RIVM GGD GGZ AVG BSN DIGID PO
        BOA
        """);

    private static readonly FrozenSet<string> Everyday = WordList.Of(
        """
        NIET NOOIT ALTIJD WEL GEEN DIRECT BELANGRIJK LET ZELF ALLE ALLES IEDEREEN MEER MINDER MOET MAG KAN WAAR NEE STOP HELP VEEL ECHT
        ALLEEN SAMEN HIER
        """);

    /// <summary>The advice.</summary>
    public static IEnumerable<Finding> On(Writing writing) => [.. Formal(writing), .. Capitals(writing), .. Inflected(writing)];

    private static IEnumerable<Finding> Formal(Writing writing)
    {
        var found = from passage in writing.Passages
                    where passage.IsOwn
                    from formal in Officialese.In(passage.Text)
                    where writing.Near.WithWord(formal.Word) is null
                    select (Passage: passage, Formal: formal);
        foreach (var word in found.GroupBy(one => one.Formal.Word, StringComparer.OrdinalIgnoreCase))
        {
            var times = word.Count() == 1 ? "" : $" (hier en op nog {Times(word.Count() - 1)})";
            yield return Writing.At(
                word.First().Passage.Line, "word-formal",
                $"‘{word.Key}’ is een woord uit brieven en nota’s. Schrijf liever ‘{word.First().Formal.Instead}’{times}.");
        }
    }

    private static IEnumerable<Finding> Capitals(Writing writing)
    {
        var told = new HashSet<string>();
        var names = NamesIn(writing);
        var whole = string.Join('\n', writing.Passages.Select(passage => passage.Text)
            .Concat(writing.Body.Headings.Select(heading => PlainText.Of(heading.Inline)))
            .Concat([writing.Document.Text("title"), writing.Document.Text("subtitle"), writing.Document.Text("summary")]));
        foreach (var passage in writing.Passages.Where(passage => passage.IsOwn))
        {
            foreach (Match word in InCapitals().Matches(passage.Text))
            {
                var text = word.Value;
                if (Roman().IsMatch(text) || names.Contains(text) || !told.Add(text)) continue;
                if (Everyday.Contains(text) || text.Length > 6 && writing.Near.WithWord(text) is null && !IsExplained(text, whole))
                    yield return Writing.At(
                        passage.Line, "capitals",
                        $"‘{text}’ staat in hoofdletters. Dat leest als roepen: schrijf het gewoon, of maak het **vet**.");
                else if (!Known.Contains(text) && writing.Near.WithWord(text) is null && !IsExplained(text, whole))
                    yield return Writing.At(
                        passage.Line, "abbreviation",
                        $"‘{text}’ is nergens uitgelegd. Schrijf de eerste keer voluit wat het is, met ({text}) erachter.");
            }
        }
    }

    // What stands in the title or in a link is a name, and the link leads to what it is.
    private static HashSet<string> NamesIn(Writing writing) =>
        writing.Body.Document.Blocks().OfType<LeafBlock>().Where(leaf => leaf.Inline is not null)
            .SelectMany(leaf => leaf.Inline!.Inlines()).OfType<LinkInline>().Select(PlainText.Of)
            .Append(writing.Document.Text("title")).SelectMany(text => InCapitals().Matches(text)).Select(match => match.Value).ToHashSet();

    // "Openbaar Ministerie (OM)", "OM (Openbaar Ministerie)", "DON, voluit ...", "OM staat voor ..."
    private static bool IsExplained(string text, string whole)
    {
        var word = Regex.Escape(text);
        return Regex.IsMatch(
            whole,
            $@"\p{{L}}\s*\((?:[^()]{{0,40}}\s)?{word}\)|\b{word}\s*\(\p{{L}}"
            + $@"|\b{word}(?:,| is| staat| betekent| heet)? (?:voluit|voor|de afkorting|kort voor)\b",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.InfiniteTimeSpan);
    }

    // The glossary finds words as they stand in it: a plural it does not know stays without explanation.
    private static IEnumerable<Finding> Inflected(Writing writing)
    {
        var told = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var passage in writing.Passages.Where(passage => passage.IsOwn))
        {
            foreach (var word in passage.Sentences.SelectMany(sentence => sentence.Words).Select(match => match.Value))
            {
                if (word.Length < 6 || writing.Near.WithWord(word) is not null || BaseOf(word, writing.Near) is not { } term) continue;
                if (term.Id == writing.Document.Id || !told.Add(term.Id)) continue;
                yield return Writing.At(
                    passage.Line, "glossary-form",
                    $"‘{word}’ krijgt geen uitleg, ‘{term.Text("title")}’ wel. Maak er een link van: [{word}](doc:{term.Id}). Of zet "
                    + $"‘{word}’ bij de andere woorden van dat begrip.");
            }
        }
    }

    private static CheckedDocument? BaseOf(string word, INeighbours near)
    {
        foreach (var ending in new[] { "'s", "’s", "s", "en", "n", "es" })
        {
            if (word.EndsWith(ending, StringComparison.Ordinal) && word.Length - ending.Length >= 5
                && near.WithWord(word[..^ending.Length]) is { } term
                && near.Glossary.Find(word[..^ending.Length], 0) is not null) return term;
        }
        return null;
    }

    private static string Times(int count) => count == 1 ? "een plek" : $"{count} plekken";

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}_@/.#-])[A-Z][A-Z0-9]{1,}(?![\p{L}\p{N}_@/-]|\.[a-z])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex InCapitals();

    [GeneratedRegex("^[IVXLC]+$|^[A-Z][0-9]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Roman();
}
