using System.Globalization;
using System.Text;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Begrippen;

/// <summary>All terms, A to Z, on one page.</summary>
public sealed class IndexModel(LiveSite live, PageTags tags) : SitePage(live, tags)
{
    /// <summary>The letters one can jump to.</summary>
    public static IReadOnlyList<string> Alphabet { get; } = [.. Enumerable.Range('A', 26).Select(letter => ((char)letter).ToString())];

    /// <summary>The terms by first letter; what does not start with a letter stands under "0-9".</summary>
    public IReadOnlyList<IGrouping<string, PublishedDocument<GlossaryTerm>>> Letters { get; private set; } = [];

    /// <summary>Lists the terms.</summary>
    public void OnGet() => Letters = [.. ListOf<GlossaryTerm>().GroupBy(term => Letter(term.Title)).OrderBy(group => group.Key, StringComparer.Ordinal)];

    private static string Letter(string title)
    {
        var first = title.Normalize(NormalizationForm.FormD).FirstOrDefault(char.IsLetterOrDigit);
        return char.IsAsciiLetter(first) ? char.ToUpper(first, CultureInfo.InvariantCulture).ToString() : "0-9";
    }
}
