using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Portal.Search.Querying;

/// <summary>Cuts from a text what shows best why it was found. The HTML is encoded; only <c>mark</c> is ours.</summary>
internal static class Passage
{
    private const int SnippetLength = 220;
    private const int AnswerLength = 420;
    private const int ShortestAnswer = 40;
    private const string BlockBreak = " \u00B7 ";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>About three lines around the most different terms; the beginning where none stands in the text.</summary>
    public static string Snippet(string text, IReadOnlyList<Mark> marks) =>
        Window(text, marks, Cut(text, Best(text, marks, SnippetLength), SnippetLength));

    /// <summary>About three lines from the beginning.</summary>
    public static string Beginning(string text, IReadOnlyList<Mark> marks) => Window(text, marks, Cut(text, 0, SnippetLength));

    /// <summary>
    /// The first block of the text that holds all terms. Where the title is the question already, its first block: that says what it is,
    /// and need not say the word again. A single word that is no title has no answer, only places where it stands. Or null.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="marks">Where the terms stand in it.</param>
    /// <param name="terms">How many terms there are.</param>
    /// <param name="titleIsQuestion">Whether the text stands under the question itself.</param>
    public static string? Answer(string text, IReadOnlyList<Mark> marks, int terms, bool titleIsQuestion)
    {
        var blocks = Blocks(text).Where(block => block.Text.Length >= ShortestAnswer).ToList();
        (string Text, IReadOnlyList<Mark> Marks) WithMarks((int Start, string Text) block) => (
            block.Text,
            [
                .. marks.Where(mark => mark.Start >= block.Start && mark.End <= block.Start + block.Text.Length)
                    .Select(mark => mark with { Start = mark.Start - block.Start, End = mark.End - block.Start }),
            ]);
        var marked = blocks.Select(WithMarks).ToList();
        var whole = titleIsQuestion ? 0 : terms > 1 ? marked.FindIndex(block => Distinct(block.Marks) == terms) : -1;
        if (whole < 0 || whole >= marked.Count) return null;
        var (block, inBlock) = marked[whole];
        return Window(block, inBlock, Cut(block, Best(block, inBlock, AnswerLength), AnswerLength));
    }

    private static IEnumerable<(int Start, string Text)> Blocks(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is var at and >= 0 ? at : text.Length;
            var block = text[start..end];
            yield return (start + block.Length - block.TrimStart().Length, block.Trim());
            start = end + 1;
        }
    }

    private static int Distinct(IEnumerable<Mark> marks) => marks.Select(mark => mark.Term).Distinct().Count();

    private static string Window(string text, IReadOnlyList<Mark> marks, (int Start, int End) cut)
    {
        var (start, end) = cut;
        var html = new StringBuilder(start > 0 ? "… " : "");
        var at = start;
        foreach (var mark in marks.Where(mark => mark.Start >= start && mark.End <= end))
        {
            if (mark.Start < at) continue; // inside the one before
            html.Append(Encode(text[at..mark.Start])).Append("<mark>").Append(Encode(text[mark.Start..mark.End])).Append("</mark>");
            at = mark.End;
        }
        return html.Append(Encode(text[at..end].TrimEnd())).Append(end < text.Length ? " …" : "").ToString();
    }

    /// <summary>Where the stretch with the most different terms begins; of equals the fullest, then the first.</summary>
    private static int Best(string text, IReadOnlyList<Mark> marks, int length)
    {
        if (marks.Count == 0 || text.Length <= length) return 0;
        var best = marks.MaxBy(first =>
        {
            var inside = marks.Where(mark => mark.Start >= first.Start && mark.End <= first.Start + (length * 3 / 4)).ToList();
            return (Distinct(inside), inside.Count);
        });
        return best.Start;
    }

    /// <summary>A stretch of whole words around the place; from the start of its sentence where that is near.</summary>
    private static (int Start, int End) Cut(string text, int place, int length)
    {
        var start = Math.Clamp(place - (length / 4), 0, Math.Max(0, text.Length - length));
        if (start > 0)
        {
            var before = text[start..place];
            var sentence = before.AsSpan().LastIndexOfAny('.', '\n', '?');
            start += sentence >= 0 ? sentence + 1 : before.IndexOf(' ', StringComparison.Ordinal) + 1;
            while (start < place && char.IsWhiteSpace(text[start])) start++;
        }
        if (text.Length - start <= length) return (start, text.Length);

        var end = text.LastIndexOf(' ', start + length, length - Math.Max(0, place - start));
        return (start, end > place ? end : start + length);
    }

    private static string Encode(string text) => Encoder.Encode(text.Replace("\n", BlockBreak, StringComparison.Ordinal));
}
