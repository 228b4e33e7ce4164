using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Begrippen;

/// <summary>All terms, A to Z: on one page as long as they fit there, else by letter.</summary>
public sealed class IndexModel(LiveSite live, PageTags tags) : SitePage(live, tags)
{
    private const string Other = "0-9";
    private const int MostTerms = 150;

    /// <summary>The letters one can jump to.</summary>
    public static IReadOnlyList<string> Alphabet { get; } = [.. Enumerable.Range('A', 26).Select(letter => ((char)letter).ToString())];

    /// <summary>The terms of this page by first letter; what does not start with a letter stands under "0-9".</summary>
    public IReadOnlyList<IGrouping<string, PublishedDocument<GlossaryTerm>>> Letters { get; private set; } = [];

    /// <summary>The letters that have terms, with where these stand.</summary>
    public IReadOnlyDictionary<string, string> Places { get; private set; } = new Dictionary<string, string>();

    /// <summary>Lists the terms.</summary>
    /// <param name="letter">A letter, lower case, or <c>0-9</c>: the terms that begin with it.</param>
    public IActionResult OnGet(string? letter)
    {
        var all = ListOf<GlossaryTerm>().OrderBy(term => Letter(term.Title), StringComparer.Ordinal).ToList();
        if (letter is not null && letter != Other && letter is not [>= 'a' and <= 'z']) return BadRequest();
        var found = letter is null
            ? all
            : all.FindAll(term => Letter(term.Title).Equals(letter, StringComparison.OrdinalIgnoreCase));
        if (!TryCut(found, [KeyValuePair.Create("letter", letter)], out var page, MostTerms)) return NotFound();
        Letters = [.. page.GroupBy(term => Letter(term.Title))];
        var here = all.Count <= MostTerms && letter is null;
        Places = all.Select(term => Letter(term.Title)).Distinct()
            .ToDictionary(known => known, known => here ? $"#letter-{known}" : $"/begrippen?letter={known.ToLowerInvariant()}");
        return Page();
    }

    private static string Letter(string title)
    {
        var first = title.Normalize(NormalizationForm.FormD).FirstOrDefault(char.IsLetterOrDigit);
        return char.IsAsciiLetter(first) ? char.ToUpper(first, CultureInfo.InvariantCulture).ToString() : Other;
    }
}
