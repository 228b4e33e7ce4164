using System.Text.RegularExpressions;

namespace Portal.Content.Checks.Advice;

/// <summary>Sentences and paragraphs: long ones, passive ones, shouted ones.</summary>
internal static partial class SentenceAdvice
{
    /// <summary>A sentence may have this many words.</summary>
    public const int MostWords = 25;

    private const int LongestParagraph = 110;

    /// <summary>The advice.</summary>
    public static IEnumerable<Finding> On(Writing writing)
    {
        var own = writing.Passages.Where(passage => passage.IsOwn && !passage.IsCell).ToList();
        var passives = new Dictionary<Sentence, string>(ReferenceEqualityComparer.Instance);
        foreach (var sentence in own.SelectMany(passage => passage.Sentences))
        {
            if (Passive.In(sentence) is { } found) passives.Add(sentence, found);
        }
        // A passive now and then is good Dutch: who does it is not always known. A text full of them hides who does what.
        var isPassive = passives.Count * 10 > own.Sum(passage => passage.Sentences.Count);
        foreach (var passage in own)
        {
            var words = passage.Sentences.Sum(sentence => sentence.Words.Count);
            if (words > LongestParagraph && !passage.IsListItem)
                yield return Writing.At(
                    passage.Line, "paragraph-long",
                    $"Deze alinea heeft {words} woorden. Begin een nieuwe alinea waar een nieuw punt begint.");
            foreach (var sentence in passage.Sentences)
            {
                if (sentence.Words.Count > MostWords)
                    yield return Writing.At(
                        passage.Line, "sentence-long",
                        $"Deze zin heeft {sentence.Words.Count} woorden: ‘{sentence.Opening}’. Maak er twee zinnen van.");
                if (passives.TryGetValue(sentence, out var passive) && OnPassive(sentence, passive, isPassive) is { } message)
                    yield return Writing.At(passage.Line, "passive", message);
                if (Shout().IsMatch(sentence.Text) && !sentence.Text.AsSpan().ContainsAny("“”‘\""))
                    yield return Writing.At(
                        passage.Line, "exclamation",
                        $"Een uitroepteken maakt een zin niet belangrijker: ‘{sentence.Opening}’. Schrijf een punt.");
            }
        }
    }

    private static string? OnPassive(Sentence sentence, string passive, bool isPassive) =>
        Passive.NamesWho(sentence) ? $"‘{passive}’ is een omweg: ‘{sentence.Opening}’. Begin de zin met wie het doet."
        : isPassive ? $"‘{passive}’ zegt niet wie iets doet: ‘{sentence.Opening}’. Noem wie het doet, als de lezer dat moet weten."
        : null;

    [GeneratedRegex(@"[\p{L}\p{N})]!+\)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Shout();
}
