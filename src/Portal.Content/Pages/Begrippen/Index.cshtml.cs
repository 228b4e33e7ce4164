using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Begrippen;

/// <summary>
/// All terms, A to Z: on one page as long as they fit there, else by letter. A word in the address (<c>?zoek=</c>) leaves those that have
/// it.
/// </summary>
public sealed class IndexModel(LiveSite live, PageTags tags) : SitePage(live, tags)
{
    /// <summary>How many letters a word to look for has at most.</summary>
    public const int LongestWord = 60;

    private const string Other = "0-9", WordKey = "zoek";
    private const int MostTerms = 150;
    private const CompareOptions Alike = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace;

    /// <summary>The letters one can jump to.</summary>
    public static IReadOnlyList<string> Alphabet { get; } = [.. Enumerable.Range('A', 26).Select(letter => ((char)letter).ToString())];

    /// <summary>The word that the terms were narrowed to; null: all of them are listed.</summary>
    public string? Word { get; private set; }

    /// <summary>True when not all terms are listed, so that those that are stand open.</summary>
    public bool IsNarrowed { get; private set; }

    /// <summary>How many terms the word leaves.</summary>
    public int Total { get; private set; }

    /// <summary>The terms of this page by first letter; what does not start with a letter stands under "0-9".</summary>
    public IReadOnlyList<IGrouping<string, PublishedDocument<GlossaryTerm>>> Letters { get; private set; } = [];

    /// <summary>The letters that have terms, with where these stand.</summary>
    public IReadOnlyDictionary<string, string> Places { get; private set; } = new Dictionary<string, string>();

    /// <summary>Lists the terms.</summary>
    /// <param name="letter">A letter, lower case, or <c>0-9</c>: the terms that begin with it.</param>
    /// <param name="zoek">A word: the terms that have it in their name, another name or their meaning.</param>
    public IActionResult OnGet(string? letter, string? zoek)
    {
        Word = zoek?.Trim() is { Length: > 0 } word ? word : null;
        if (letter is not null && letter != Other && letter is not [>= 'a' and <= 'z']) return BadRequest();
        if (Word?.Length > LongestWord || Request.Query[WordKey].Count > 1) return BadRequest();
        var all = ListOf<GlossaryTerm>().Where(term => Word is null || Has(term, Word))
            .OrderBy(term => Letter(term.Title), StringComparer.Ordinal).ToList();
        (Total, IsNarrowed) = (all.Count, Word is not null || letter is not null);
        var found = letter is null
            ? all
            : all.FindAll(term => Letter(term.Title).Equals(letter, StringComparison.OrdinalIgnoreCase));
        if (!TryCut(found, [KeyValuePair.Create("letter", letter), KeyValuePair.Create(WordKey, Word)], out var page, MostTerms))
            return NotFound();
        // Whatever people type is not kept, and no search engine lists it.
        if (Word is not null) (Tags.KnowsQuery, ViewData["Robots"]) = (false, "noindex");
        Letters = [.. page.GroupBy(term => Letter(term.Title))];
        var here = all.Count <= MostTerms && letter is null;
        var others = Word is null ? "" : $"&{WordKey}={Uri.EscapeDataString(Word)}";
        Places = all.Select(term => Letter(term.Title)).Distinct().ToDictionary(
            known => known, known => here ? $"#letter-{known}" : $"/begrippen?letter={known.ToLowerInvariant()}{others}");
        return Page();
    }

    private static bool Has(PublishedDocument<GlossaryTerm> term, string word) =>
        term.Properties.Variants.Prepend(term.Title).Append(term.Properties.Definition)
            .Any(text => DutchTime.Culture.CompareInfo.IndexOf(text, word, Alike) >= 0);

    private static string Letter(string title)
    {
        var first = title.Normalize(NormalizationForm.FormD).FirstOrDefault(char.IsLetterOrDigit);
        return char.IsAsciiLetter(first) ? char.ToUpper(first, CultureInfo.InvariantCulture).ToString() : Other;
    }
}
