using Portal.Content.Types;

namespace Portal.Content.Checks.Advice;

/// <summary>The summary: the sentences most people read, and many of them nothing else.</summary>
internal static class SummaryAdvice
{
    private const int MostSentences = 3;

    /// <summary>The advice.</summary>
    public static IEnumerable<Finding> On(Writing writing)
    {
        var summary = writing.Document.Text("summary");
        if (summary.Length == 0)
        {
            // Where it must be there, that is said already; what is no page of its own stands in no list.
            if (writing.Document.Type is { Info: { SummaryOptional: true, IsGlossary: false }, IsPart: false })
                yield return Advise(
                    "summary-missing", "Er is geen samenvatting. Schrijf een of twee zinnen: ze staan in lijsten en bij zoeken.");
            yield break;
        }
        var sentences = Sentence.In(summary).ToList();
        if (sentences.Count > MostSentences)
            yield return Advise(
                "summary-long", $"De samenvatting heeft {sentences.Count} zinnen. Een of twee zijn genoeg: wat vindt de lezer hier?");
        if (sentences.Find(sentence => sentence.Words.Count > SentenceAdvice.MostWords) is { } longest)
            yield return Advise(
                "summary-sentence-long",
                $"In de samenvatting staat een zin van {longest.Words.Count} woorden: ‘{longest.Opening}’. Maak er twee zinnen van.");
        if (Readability.Of(sentences) is { Words: >= MeasuredFrom, Score: < HardSummary } measure)
            yield return Advise(
                "summary-hard",
                $"De samenvatting {measure.Label} (score {measure.Score} van 100). Kies kortere woorden en zinnen: iedereen leest haar.");

        Finding Advise(string rule, string message) => writing.AtKey("summary", rule, message);
    }

    /// <summary>Below this a summary is hard whatever it is about.</summary>
    private const int HardSummary = 30;

    /// <summary>In a summary of fewer words the names in it decide what is measured.</summary>
    private const int MeasuredFrom = 25;
}
