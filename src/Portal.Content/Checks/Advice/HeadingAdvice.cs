using Portal.Content.Markdown.Syntax;

namespace Portal.Content.Checks.Advice;

/// <summary>Headings: what a reader who looks for something reads first. Levels, doubles and empty ones are rules and no advice.</summary>
internal static class HeadingAdvice
{
    private const int LongestHeading = 80;
    private const int WordsWithoutHeading = 500;

    /// <summary>The advice.</summary>
    public static IEnumerable<Finding> On(Writing writing)
    {
        foreach (var heading in writing.Body.Headings)
        {
            var title = PlainText.Of(heading.Inline);
            if (title.Length > LongestHeading)
                yield return Writing.At(
                    heading.Line + 1, "heading-long",
                    $"Deze kop heeft {title.Length} tekens. Houd hem onder de {LongestHeading}: de rest kan in de eerste zin eronder.");
            if (title.EndsWith('.') || title.EndsWith(':'))
                yield return Writing.At(
                    heading.Line + 1, "heading-stop", "Achter een kop staat geen punt of dubbele punt. Haal het teken weg.");
        }
        var words = writing.Passages.Sum(passage => passage.Sentences.Sum(sentence => sentence.Words.Count));
        if (words > WordsWithoutHeading && !writing.Body.Headings.Any())
            yield return Writing.At(
                writing.Passages[0].Line, "headings-missing",
                $"Deze tekst heeft {words} woorden en geen kop. Zet boven elk onderwerp een kop met ##, dan vindt een lezer de weg.");
    }
}
