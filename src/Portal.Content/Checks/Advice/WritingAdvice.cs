using Portal.Content.Markdown;

namespace Portal.Content.Checks.Advice;

/// <summary>What the advice is given on.</summary>
/// <param name="Document">The document.</param>
/// <param name="Body">Its body as a tree.</param>
/// <param name="Passages">Its running text.</param>
/// <param name="Near">What stands around it.</param>
internal sealed record Writing(CheckedDocument Document, ParsedBody Body, IReadOnlyList<Passage> Passages, INeighbours Near)
{
    /// <summary>Advice at a line.</summary>
    public static Finding At(int line, string rule, string message) => new(FindingLevel.Advice, null, line, message, rule);

    /// <summary>Advice at a key.</summary>
    public Finding AtKey(string key, string rule, string message) =>
        new(FindingLevel.Advice, key, Document.Front?.LineOf(key), message, rule);
}

/// <summary>
/// What an editor with a sharp eye would say of a text: it stops nothing. Every rule is made to be right nearly always and rather says
/// nothing than something wrong: advice that is wrong once in three is read by nobody.
/// </summary>
internal sealed class WritingAdvice(MarkdownRenderer renderer)
{
    /// <summary>The advice on a document, in no order; none on a body that cannot be read.</summary>
    public IEnumerable<Finding> Of(CheckedDocument document, INeighbours near)
    {
        if (renderer.Read(document.Body) is not { } body) return [];
        var writing = new Writing(document, body, [.. Passage.In(body)], near);
        return
        [
            .. SummaryAdvice.On(writing), .. HeadingAdvice.On(writing), .. LinkAdvice.On(writing), .. MediaAdvice.On(writing),
            .. SentenceAdvice.On(writing), .. WordAdvice.On(writing), .. SourceAdvice.On(writing),
        ];
    }
}
