using System.Text;
using Portal.BrowserTests.Support;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Portal.BrowserTests.Printing;

/// <summary>A page as it comes out of the printer: A4, backgrounds not printed, as browsers do it unless told otherwise.</summary>
internal sealed class Paper : IDisposable
{
    /// <summary>Below this stands the number of the sheet, in points from its lower edge.</summary>
    private const double Foot = 40;

    private readonly PdfDocument pdf;

    private Paper(PdfDocument pdf) => this.pdf = pdf;

    /// <summary>How many sheets there are.</summary>
    public int Sheets => pdf.NumberOfPages;

    /// <summary>What stands on each sheet, in the order in which it was drawn.</summary>
    private IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>These words stand on a sheet one after another, or begin on one and go on on the next.</summary>
    public bool Says(string words)
    {
        var text = Plain(words);
        return Texts.Any(sheet => sheet.Contains(text, StringComparison.Ordinal))
            || Texts.Zip(Texts.Skip(1)).Any(pair => Enumerable.Range(1, Math.Max(0, text.Length - 1)).Any(at =>
                pair.First.Contains(text[..at], StringComparison.Ordinal) && pair.Second.Contains(text[at..], StringComparison.Ordinal)));
    }

    /// <summary>Prints the page a reader is at.</summary>
    public static async Task<Paper> PrintAsync(Visit visit)
    {
        var printed = PdfDocument.Open(await visit.Page.PdfAsync(new() { PreferCSSPageSize = true }));
        return new Paper(printed)
        {
            Texts = [.. printed.GetPages().Select(page => Plain(string.Concat(LettersOf(page).Select(letter => letter.Value))))],
        };
    }

    // Letters and digits alone: hyphens, capitals made by a style sheet and the spaces at line ends differ on paper.
    private static string Plain(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>Texts of the page that are meant for paper and did not reach it; what only a screen reader says is left out.</summary>
    public async Task<string[]> MissingAsync(Visit visit)
    {
        await visit.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        var texts = await visit.Page.EvaluateAsync<string[]>(
            """
            () => {
              const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
              const texts = [];
              while (walker.nextNode()) {
                const element = walker.currentNode.parentElement;
                if (element.closest(".wj-hidden, script, .wj-bars thead") || !element.checkVisibility()) continue;
                texts.push(walker.currentNode.data);
              }
              return texts;
            }
            """);
        await visit.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Null });
        return [.. texts.Where(text => !Says(text)).Select(text => text.Trim())];
    }

    /// <summary>Headings that stand alone at the foot of a column: what they are the heading of stands elsewhere.</summary>
    public IEnumerable<string> LonelyHeadings() =>
        from page in pdf.GetPages()
        where page.Number < pdf.NumberOfPages
        from column in LettersOf(page).GroupBy(letter => letter.StartBaseLine.X < page.Width / 2)
        let foot = column.Min(letter => letter.StartBaseLine.Y)
        let last = column.Where(letter => letter.StartBaseLine.Y < foot + 3 && !string.IsNullOrWhiteSpace(letter.Value)).ToList()
        where last.Count > 0 && last.All(letter => letter.FontName?.Contains("Bricolage", StringComparison.Ordinal) == true)
        select $"sheet {page.Number}: {string.Concat(last.Select(letter => letter.Value))}";

    public void Dispose() => pdf.Dispose();

    private static IEnumerable<Letter> LettersOf(Page page) => page.Letters.Where(letter => letter.StartBaseLine.Y > Foot);
}
